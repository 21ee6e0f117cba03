import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readPublishedKeys, ReceiptInvalid, spaced, verifyReceipt } from '@tiepdan/receipt';

export interface Answered {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

const USAGE = [
  'Cách dùng: npm run verify-receipt -- --keys <thư mục khóa công bố> --receipt <tệp chứa biên nhận>',
  'Usage: npm run verify-receipt -- --keys <directory of published keys> --receipt <file with the text of a receipt>',
];

const faults = {
  RECEIPT_MALFORMED: 'Đây không phải biên nhận, hoặc đã bị sửa. This is no receipt, or it was changed.',
  RECEIPT_KEY_UNKNOWN: 'Khóa của biên nhận chưa từng được công bố. The key of the receipt was never published.',
  RECEIPT_FORGED:
    'Chữ ký không đúng: biên nhận đã bị sửa hoặc bị làm giả. The signature is wrong: it was changed or forged.',
} as const;

/** Proves a receipt with nothing but published keys: no database, no network. */
export async function verifyReceiptLines(args: readonly string[]): Promise<Answered> {
  const asked = questionIn(args);
  if (asked === null) return { exitCode: 2, lines: USAGE };
  const read = await Promise.all([readPublishedKeys(asked.keys), readFile(asked.receipt, 'utf8')]).catch(() => null);
  if (read === null)
    return {
      exitCode: 2,
      lines: ['Không đọc được khóa hoặc biên nhận. The keys or the receipt cannot be read.', ...USAGE],
    };
  const [keys, text] = read;
  try {
    const { number, receivedAt, pages, trackingCode, keyId } = verifyReceipt(text, keys);
    return {
      exitCode: 0,
      lines: [
        `Biên nhận hợp lệ. The receipt is valid: ${number}, ${receivedAt.toISOString()}, ${pages ?? '-'} trang/pages,`,
        `mã/code ${spaced(trackingCode)}, khóa/key ${keyId}.`,
      ],
    };
  } catch (error) {
    if (error instanceof ReceiptInvalid) return { exitCode: 1, lines: [`${error.code}: ${faults[error.code]}`] };
    throw error;
  }
}

function questionIn(args: readonly string[]): { readonly keys: string; readonly receipt: string } | null {
  const text = { type: 'string' } as const;
  try {
    const { keys, receipt } = parseArgs({ args: [...args], options: { keys: text, receipt: text } }).values;
    return keys && receipt ? { keys, receipt } : null;
  } catch {
    return null;
  }
}
