import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditPlaces } from '../service-environment';

/** Where the audit of a system is kept under a directory. */
export const auditPlacesIn = (directory: string): AuditPlaces => ({
  signingKey: join(directory, 'audit', 'signing-key.pem'),
  checkpoints: join(directory, 'audit', 'checkpoints'),
});

/** Makes the directory for checkpoints and, the first time, the key that signs them, with the public one beside it. */
export async function makeAuditPlaces(directory: string): Promise<void> {
  const { signingKey, checkpoints } = auditPlacesIn(directory);
  await mkdir(checkpoints, { recursive: true });
  if (!existsSync(signingKey)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(signingKey, pem, { mode: 0o600 });
  }
  const publicKey = createPublicKey(await readFile(signingKey)).export({ type: 'spki', format: 'pem' });
  await writeFile(join(directory, 'audit', 'public-key.pem'), publicKey);
}
