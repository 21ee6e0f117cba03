import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Anchor, Head } from './anchor';

/** What the chains of one service were at an instant: kept outside the system, it proves that none was written anew since. */
export interface Checkpoint {
  readonly format: 1;
  readonly service: string;
  /** Day in the province; one a day. */
  readonly day: string;
  readonly takenAt: string;
  readonly heads: readonly Head[];
  /** Links of all chains together. */
  readonly links: number;
  readonly merkleRoot: string;
  readonly anchor: Pick<Anchor, 'sequence' | 'hash'> | null;
  /** SHA-256 of the file of the day before; null for the first one. */
  readonly previous: string | null;
  /** SHA-256 of the public key, in DER, that the signature is made for. */
  readonly keyId: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519 over the checkpoint as JSON, in base64. */
  readonly signature: string;
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Root of a binary tree of SHA-256 over the heads in the order of their chains; an odd one out goes up as it is. */
export function merkleRoot(heads: readonly Head[]): string {
  let level = heads.map(({ agencyId, sequence, hash }) => sha256(`leaf ${agencyId} ${sequence} ${hash}`));
  while (level.length > 1)
    level = level.flatMap((left, index) =>
      index % 2 === 1 ? [] : [level[index + 1] === undefined ? left : sha256(`node ${left} ${level[index + 1]}`)],
    );
  return level[0] ?? sha256('nothing');
}

export const keyIdOf = (key: KeyObject): string =>
  sha256((key.type === 'public' ? key : createPublicKey(key)).export({ type: 'spki', format: 'der' }));

export function signCheckpoint(
  checkpoint: Omit<Checkpoint, 'format' | 'links' | 'merkleRoot' | 'keyId'>,
  privateKey: KeyObject,
): SignedCheckpoint {
  const { service, day, takenAt, heads, anchor, previous } = checkpoint;
  const whole: Checkpoint = {
    format: 1,
    service,
    day,
    takenAt,
    heads,
    links: heads.reduce((sum, { sequence }) => sum + sequence, 0),
    merkleRoot: merkleRoot(heads),
    anchor,
    previous,
    keyId: keyIdOf(privateKey),
  };
  return { ...whole, signature: sign(null, Buffer.from(JSON.stringify(whole)), privateKey).toString('base64') };
}

/** Whether it is what the holder of the key signed, and its root that of its heads. */
export function isCheckpointGenuine({ signature, ...checkpoint }: SignedCheckpoint, publicKey: KeyObject): boolean {
  const text = Buffer.from(JSON.stringify(checkpoint));
  return (
    checkpoint.keyId === keyIdOf(publicKey) &&
    verify(null, text, publicKey, Buffer.from(signature, 'base64')) &&
    checkpoint.merkleRoot === merkleRoot(checkpoint.heads)
  );
}

const fileOf = (service: string, day: string): string => `${service}-${day}.json`;

/** The newest day on which a service left a checkpoint in a directory, with the hash of its file; null before the first. */
export async function newestCheckpoint(
  directory: string,
  service: string,
): Promise<{ readonly day: string; readonly hash: string } | null> {
  const days = (await readdir(directory)).flatMap((name) =>
    name.startsWith(`${service}-`) ? (/-(\d{4}-\d\d-\d\d)\.json$/.exec(name)?.[1] ?? []) : [],
  );
  const day = days.sort().at(-1);
  return day === undefined ? null : { day, hash: sha256(await readFile(join(directory, fileOf(service, day)))) };
}

/** Writes it; never over one that is there. Whoever takes the directory out of the system makes it worth something. */
export const writeCheckpoint = (directory: string, checkpoint: SignedCheckpoint): Promise<void> =>
  writeFile(join(directory, fileOf(checkpoint.service, checkpoint.day)), `${JSON.stringify(checkpoint, null, 2)}\n`, {
    flag: 'wx',
  });
