import { createPublicKey } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditPlaces } from '../service-environment';
import { makeSigningKey } from '../signing-key';

/** Where the audit of a system is kept under a directory. */
export const auditPlacesIn = (directory: string): AuditPlaces => ({
  signingKey: join(directory, 'audit', 'signing-key.pem'),
  checkpoints: join(directory, 'audit', 'checkpoints'),
});

/** Makes the directory for checkpoints and, the first time, the key that signs them, with the public one beside it. */
export async function makeAuditPlaces(directory: string): Promise<void> {
  const { signingKey, checkpoints } = auditPlacesIn(directory);
  await mkdir(checkpoints, { recursive: true });
  await makeSigningKey(signingKey);
  const publicKey = createPublicKey(await readFile(signingKey)).export({ type: 'spki', format: 'pem' });
  await writeFile(join(directory, 'audit', 'public-key.pem'), publicKey);
}
