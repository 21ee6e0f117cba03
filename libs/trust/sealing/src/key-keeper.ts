import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openBytes, SealBroken, sealBytes } from './data-key';

/** A data key as it may lie in a database. */
export interface WrappedKey {
  /** Which key-encryption key wrapped it. */
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/**
 * Holds the key-encryption keys. They come from outside the database and never lie in it: a file in development, a key service in
 * production, which implements this. New data keys are wrapped by one of them; those wrapped by older ones can still be opened.
 */
export interface KeyKeeper {
  wrap(personId: string, dataKey: Buffer): WrappedKey;
  /** @throws SealBroken for a key of somebody else, an unknown key, or a changed one */
  unwrap(personId: string, key: WrappedKey): Buffer;
  /** Key of the blind index: always the same one, for what was indexed under another is never found again. */
  readonly indexKey: KeyObject;
  /** Key that new data keys are wrapped by. */
  readonly writingKeyId: string;
}

const HEX_KEY = /^[0-9a-f]{64}$/i;
/** Keys known to everybody, for trying out; their ids begin so. */
const EXAMPLE = 'example';

/** Keys as a file holds them, in hexadecimal digits. */
export interface KeyFile {
  readonly writing: string;
  readonly index: string;
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * Reads key-encryption keys from a JSON file: `{ "writing": "<id>", "index": "<64 hex>", "keys": { "<id>": "<64 hex>" } }`.
 * Throws one sentence where the file is missing or wrong, or holds example keys where they are not allowed; it never shows a key.
 */
export function fileKeeper(file: string, { allowsExamples }: { readonly allowsExamples: boolean }): KeyKeeper {
  const read = keyFileIn(file);
  if (!allowsExamples && Object.keys(read.keys).some((id) => id.startsWith(EXAMPLE)))
    throw new Error(`The key file ${file} holds an example key that everybody knows; put a key of your own there.`);
  return keeperOf(read);
}

/** Keeps keys that are at hand. */
export function keeperOf({ writing, index, keys }: KeyFile): KeyKeeper {
  const keyOf = new Map(Object.entries(keys).map(([id, hex]) => [id, keyOfHex(hex)]));
  const contextOf = (personId: string, keyId: string): string => JSON.stringify(['data key', personId, keyId]);
  return {
    indexKey: keyOfHex(index),
    writingKeyId: writing,
    wrap: (personId, dataKey) => ({
      keyId: writing,
      wrapped: sealBytes(keyOf.get(writing)!, contextOf(personId, writing), dataKey),
    }),
    unwrap(personId, { keyId, wrapped }) {
      const key = keyOf.get(keyId);
      if (!key) throw new SealBroken();
      return openBytes(key, contextOf(personId, keyId), wrapped);
    },
  };
}

const keyOfHex = (hex: string): KeyObject => createSecretKey(Buffer.from(hex, 'hex'));

function keyFileIn(file: string): KeyFile {
  const wrong = (what: string) => new Error(`The key file ${file} ${what}.`);
  let read: Partial<KeyFile>;
  try {
    read = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeyFile>;
  } catch {
    throw wrong('is missing or is no JSON');
  }
  const { writing, index, keys } = read;
  if (typeof keys !== 'object' || keys === null || !Object.values(keys).every((key) => HEX_KEY.test(String(key))))
    throw wrong('must have "keys": ids with keys of 64 hexadecimal digits');
  if (typeof writing !== 'string' || !Object.hasOwn(keys, writing))
    throw wrong('must name in "writing" one of its keys');
  if (typeof index !== 'string' || !HEX_KEY.test(index))
    throw wrong('must have an "index" key of 64 hexadecimal digits');
  return { writing, index, keys };
}
