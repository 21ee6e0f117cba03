import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** Thrown for what was sealed for somebody else, under another name or key, or was changed; says nothing of its content. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('What was sealed cannot be opened: another key, person or field, or it was changed.');
  }
}

export const newDataKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * Seals bytes with AES-256-GCM: version, nonce, tag, ciphertext. `context` says whose and what it is, and must be told again to
 * open it, so that nobody can put one person's data in another's place. Keys are KeyObjects: bytes would be prepared anew each
 * time, at three times the cost.
 */
export function sealBytes(key: KeyObject, context: string, plain: Buffer): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context));
  const ciphertext = cipher.update(plain);
  // The mode keeps nothing back; only then does the tag stand.
  cipher.final();
  const sealed = Buffer.allocUnsafe(HEAD_BYTES + ciphertext.length);
  sealed[0] = VERSION;
  sealed.set(nonce, 1);
  sealed.set(cipher.getAuthTag(), 1 + NONCE_BYTES);
  sealed.set(ciphertext, HEAD_BYTES);
  return sealed;
}

const NONCES_DRAWN = 512;
let drawn = Buffer.alloc(0);
let used = 0;

/** Drawn many at a time, as drawing costs more than sealing does; each is given out once. A nonce is no secret. */
function nextNonce(): Buffer {
  if (used === drawn.length) {
    drawn = randomBytes(NONCES_DRAWN * NONCE_BYTES);
    used = 0;
  }
  used += NONCE_BYTES;
  return drawn.subarray(used - NONCE_BYTES, used);
}

/** @throws SealBroken */
export function openBytes(key: KeyObject, context: string, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

const contextOf = (personId: string, field: string): string => JSON.stringify([personId, field]);

/** @throws nothing: any text can be sealed */
export const sealField = (key: KeyObject, personId: string, field: string, text: string): Buffer =>
  sealBytes(key, contextOf(personId, field), Buffer.from(text));

/** @throws SealBroken */
export const openField = (key: KeyObject, personId: string, field: string, sealed: Buffer): string =>
  openBytes(key, contextOf(personId, field), sealed).toString();
