import { Refusal } from '@tiepdan/refusal';

const KEY = /^[\x21-\x7e]{8,128}$/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What any command can be refused with. */
export const COMMON_REFUSALS = ['IDEMPOTENCY_KEY_INVALID', 'IDEMPOTENCY_KEY_REUSED', 'TEXT_INVALID'] as const;

/**
 * Refuses an idempotency key that is not 8 to 128 printable characters (IDEMPOTENCY_KEY_INVALID), and text that no database
 * keeps, a NUL character or half a surrogate pair, anywhere in the input (TEXT_INVALID).
 */
export function checkCall(input: unknown, idempotencyKey: string): void {
  if (!KEY.test(idempotencyKey)) throw keyInvalid();
  refuseUnstorableText(input, '');
}

function refuseUnstorableText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || LONE_SURROGATE.test(value)) throw textInvalid(path);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const [name, inner] of Object.entries(value)) refuseUnstorableText(inner, path ? `${path}.${name}` : name);
}

const textInvalid = (field: string) =>
  new Refusal({
    code: 'TEXT_INVALID',
    field,
    message: 'Văn bản có ký tự không lưu được; hãy xóa ký tự đó rồi gửi lại.',
    messageEn: 'The text contains a character that cannot be stored; remove it and send again.',
  });

const keyInvalid = () =>
  new Refusal({
    code: 'IDEMPOTENCY_KEY_INVALID',
    field: 'idempotencyKey',
    message: 'Mã chống gửi trùng phải có từ 8 đến 128 ký tự in được, không có dấu cách.',
    messageEn: 'The idempotency key must be 8 to 128 printable characters without spaces.',
  });
