import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyIdOf } from './receipt';

const PUBLISHED = /\.pem$/;

/** Reads the key that signs receipts. Throws one sentence where it is missing or no Ed25519 key. */
export async function readSigningKey(file: string): Promise<KeyObject> {
  const key = await readFile(file, 'utf8').then(createPrivateKey, () => null);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error(
      `The key file ${file} is missing or holds no Ed25519 private key in PEM; receipts cannot be signed.`,
    );
  return key;
}

/** Puts the public half where the province publishes it, beside those of earlier keys, which must stay there. */
export async function publishKey(directory: string, signingKey: KeyObject): Promise<void> {
  await mkdir(directory, { recursive: true });
  const pem = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' });
  await writeFile(join(directory, `${keyIdOf(signingKey)}.pem`), pem);
}

/** Every key ever published, by its id; what is no public key is left out. */
export async function readPublishedKeys(directory: string): Promise<Map<string, KeyObject>> {
  const names = (await readdir(directory)).filter((name) => PUBLISHED.test(name)).sort();
  const keys = await Promise.all(
    names.map((name) =>
      readFile(join(directory, name), 'utf8')
        .then(createPublicKey)
        .catch(() => null),
    ),
  );
  return new Map(keys.flatMap((key) => (key?.asymmetricKeyType === 'ed25519' ? [[keyIdOf(key), key] as const] : [])));
}
