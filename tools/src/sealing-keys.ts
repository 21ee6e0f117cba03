import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeyFile } from '@tiepdan/sealing';

/** Whose keys: those of everybody who comes, and those of denouncers, which are for the vault alone. */
export const sealedPlaces = ['intake', 'vault'] as const;
export type SealedPlace = (typeof sealedPlaces)[number];

/** Where the keys of a development system lie that people are sealed under. */
export const sealingKeysIn = (directory: string, place: SealedPlace): string =>
  join(directory, 'sealing', place === 'intake' ? 'keys.json' : `${place}-keys.json`);

/** Makes the keys the first time; without them what was sealed is lost, so they are never made anew. */
export async function makeSealingKeys(directory: string): Promise<void> {
  for (const place of sealedPlaces) await makeKeyFile(sealingKeysIn(directory, place));
}

async function makeKeyFile(file: string): Promise<void> {
  if (existsSync(file)) return;
  const hex = () => randomBytes(32).toString('hex');
  const keys: KeyFile = { writing: 'development', index: hex(), keys: { development: hex() } };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
}
