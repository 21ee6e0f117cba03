import { GraphQLError } from 'graphql';
import { Refusal, type RefusalDetails } from '@tiepdan/refusal';

const KEY = /^[\x21-\x7e]{8,128}$/;
/** What the graph says of every command's idempotency key. */
export const KEY_MEANING = 'Your own key: the same key gives the same answer for 30 days.';
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Runs a command and turns a Refusal into `{ __typename: refused, … }`. Refuses, before anything runs, an idempotency
 * key that is not 8 to 128 printable characters (IDEMPOTENCY_KEY_INVALID) and text that cannot be stored (TEXT_INVALID).
 */
export async function answerCommand<Answer extends object>(
  refused: string,
  call: { input: unknown; idempotencyKey: string },
  work: () => Promise<Answer>,
): Promise<Answer | (RefusalDetails & { __typename: string })> {
  try {
    if (!KEY.test(call.idempotencyKey)) throw keyInvalid();
    refuseUnstorableText(call.input, '');
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return { __typename: refused, ...error.details };
    throw error;
  }
}

/** Refuses TEXT_INVALID for a NUL character or half a surrogate pair anywhere in the input: no database keeps them. */
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

/** `resolveType` of a result union: the refusal carries its name, everything else is the aggregate. */
export const resultType =
  (aggregate: string) =>
  (value: object): string =>
    (value as { __typename?: string }).__typename ?? aggregate;

export const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
