import { createHmac, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { spaced } from './tracking-code';

/** What a citizen is handed for a petition. Says nothing of who brought it, about what, or what kind it is. */
export interface Receipt {
  readonly number: string;
  readonly receivedAt: Date;
  /** Null where nobody counted. */
  readonly pages: number | null;
  readonly trackingCode: string;
  /** `contentMark` of what was written down. */
  readonly contentMark: string;
}

export interface ProvenReceipt extends Receipt {
  readonly keyId: string;
}

export const receiptFaults = ['RECEIPT_MALFORMED', 'RECEIPT_KEY_UNKNOWN', 'RECEIPT_FORGED'] as const;

/** Thrown for a text that is no receipt, is signed by nobody known, or was changed. */
export class ReceiptInvalid extends Error {
  override readonly name = 'ReceiptInvalid';
  constructor(readonly code: (typeof receiptFaults)[number]) {
    super(code);
  }
}

const PROVINCE_OFFSET_MS = 7 * 60 * 60 * 1_000;
const NOT_COUNTED = 'không ghi';

/**
 * Commits to what was written down without giving it away: only who has the key can tell whether a text is the one, so that
 * nobody can try out texts against a receipt. HMAC-SHA-256, 128 bits.
 */
export const contentMark = (key: KeyObject, petitionId: string, content: object): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['content', petitionId, content]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/** By which its public key is known: the first 16 hexadecimal digits of its SHA-256. */
export const keyIdOf = (key: KeyObject): string => {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
  return hash('sha256', spki, 'hex').slice(0, 16);
};

/** A receipt as a signed text (Ed25519), the same each time it is printed with one key. */
export function receiptText(receipt: Receipt, signingKey: KeyObject): string {
  const signed = [
    'BIÊN NHẬN ĐƠN',
    `Số: ${receipt.number}`,
    `Nhận lúc: ${inProvince(receipt.receivedAt)}`,
    `Số trang: ${receipt.pages ?? NOT_COUNTED}`,
    `Mã tra cứu: ${spaced(receipt.trackingCode)}`,
    `Dấu nội dung: ${receipt.contentMark}`,
    `Khóa: ${keyIdOf(signingKey)}`,
  ].join('\n');
  return `${signed}\nChữ ký: ${sign(null, Buffer.from(signed), signingKey).toString('base64url')}`;
}

const RECEIPT = new RegExp(
  [
    '^(BIÊN NHẬN ĐƠN',
    String.raw`Số: ([\p{L}\d-]{3,40})`,
    String.raw`Nhận lúc: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \(giờ Việt Nam\)`,
    String.raw`Số trang: (\d{1,5}|${NOT_COUNTED})`,
    String.raw`Mã tra cứu: (\d{4} \d{4} \d{4} \d{4})`,
    String.raw`Dấu nội dung: ([\w-]{22})`,
    String.raw`Khóa: ([0-9a-f]{16}))`,
    String.raw`Chữ ký: ([\w-]{86})$`,
  ].join('\n'),
  'u',
);

/**
 * What a receipt says, once it is proved to be signed by one of the keys, old ones among them. Ends of lines may be those of any
 * system, and space may follow. @throws ReceiptInvalid
 */
export function verifyReceipt(text: string, keys: ReadonlyMap<string, KeyObject>): ProvenReceipt {
  const lines = text.normalize('NFC').trim().split(/\r?\n/);
  const found = RECEIPT.exec(lines.map((line) => line.trimEnd()).join('\n'));
  if (!found) throw new ReceiptInvalid('RECEIPT_MALFORMED');
  const [, signed, number, receivedAt, pages, code, mark, keyId, signature] = found as unknown as string[] & {
    length: 9;
  };
  const key = keys.get(keyId!);
  if (!key) throw new ReceiptInvalid('RECEIPT_KEY_UNKNOWN');
  const bytes = Buffer.from(signature!, 'base64url');
  // One signature has one spelling: spare bits at its end must be none.
  if (bytes.toString('base64url') !== signature || !verify(null, Buffer.from(signed!), key, bytes))
    throw new ReceiptInvalid('RECEIPT_FORGED');
  return {
    number: number!,
    receivedAt: new Date(Date.parse(`${receivedAt!.replace(' ', 'T')}Z`) - PROVINCE_OFFSET_MS),
    pages: pages === NOT_COUNTED ? null : Number(pages),
    trackingCode: code!.replaceAll(' ', ''),
    contentMark: mark!,
    keyId: keyId!,
  };
}

const inProvince = (instant: Date): string => {
  const local = new Date(instant.getTime() + PROVINCE_OFFSET_MS).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} (giờ Việt Nam)`;
};
