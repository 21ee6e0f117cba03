import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { DatabasePasswords } from './infrastructure/databases';
import { databases, forEach, subgraphs, type DatabaseName, type Subgraph } from './services';

/** What the parts of a development system prove themselves to each other with. Made once, kept outside Git. */
export interface Secrets {
  /** Keys of 256 bits in hexadecimal digits. */
  readonly assertionKeys: Record<Subgraph, string>;
  /** Codes on receipts are made with it: it never changes. */
  readonly receiptCodeKey: string;
  readonly deliveryReport: string;
  readonly databaseServerPassword: string;
  readonly databaseLogins: Record<DatabaseName, DatabasePasswords>;
  readonly tokenClientSecret: string;
  readonly tokenSigningKey: JWK;
}

/** Reads the secrets of a data directory; makes them the first time, and later those that a newer version asks for besides. */
export async function secretsIn(directory: string): Promise<Secrets> {
  const file = join(directory, 'secrets.json');
  const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = { ...(await makeSecrets()), ...known };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

async function makeSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    assertionKeys: forEach(subgraphs, () => hex(32)),
    receiptCodeKey: hex(32),
    deliveryReport: hex(16),
    databaseServerPassword: hex(16),
    databaseLogins: forEach(databases, () => ({ owner: hex(16), service: hex(16) })),
    tokenClientSecret: hex(16),
    tokenSigningKey: { ...(await exportJWK(privateKey)), kid: 'development', alg: 'ES256', use: 'sig' },
  };
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
