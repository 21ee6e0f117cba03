import { createHmac, type KeyObject } from 'node:crypto';

const DIGITS = 16;
const INDEX_BYTES = 16;

/** The code a petition is followed by, and by what it is found; neither can be made without the key. */
export interface TrackingCodes {
  /** 16 digits, always the same for one petition. */
  codeOf(petitionId: string): string;
  /** What is kept instead of the code: whoever has the database can follow nothing. Of any text, whatever was typed. */
  indexOf(code: string): Buffer;
}

/** `key`: 32 bytes that never change, or codes that were given out are lost. */
export function trackingCodes(key: KeyObject): TrackingCodes {
  const digest = (purpose: string, value: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, value]))
      .digest();
  return {
    codeOf: (petitionId) =>
      (digest('code', petitionId.toLowerCase()).readBigUInt64BE() % 10n ** BigInt(DIGITS))
        .toString()
        .padStart(DIGITS, '0'),
    indexOf: (code) => digest('index', code.replaceAll(/[\s.-]/g, '')).subarray(0, INDEX_BYTES),
  };
}

/** In groups of four, as it is read out and typed. */
export const spaced = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
