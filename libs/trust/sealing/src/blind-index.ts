import { createHmac, type KeyObject } from 'node:crypto';

/**
 * 128 bits: who is taken for known by it must never be taken for somebody else, so there may be no false match. It tells whoever
 * has the database and not the key that two rows are of one person, and nothing else.
 */
const INDEX_BYTES = 16;

/** Letters and digits alone, in capitals and composed, so that one number written in two ways is one. */
export const normalised = (value: string): string =>
  value
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** By which a value is found again without being kept: HMAC-SHA-256, for each field of its own. */
export const blindIndex = (key: KeyObject, field: string, value: string): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([field, normalised(value)]))
    .digest()
    .subarray(0, INDEX_BYTES);
