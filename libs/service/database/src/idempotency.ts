import { createHash } from 'node:crypto';
import { Refusal } from '@tiepdan/refusal';
import type { Queryable } from './transaction';

/** One call of one command: the same caller, key, operation and input always get the same answer, for 30 days. */
export interface CommandCall {
  readonly principalId: string;
  readonly key: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Makes the table, for tests. A change here needs a migration in each service that has commands; they compare the two. */
export const createIdempotencyTable = (run: (sql: string) => Promise<unknown>): Promise<unknown> =>
  run(`
    create table idempotency (
      principal_id text not null,
      key text not null,
      input_hash bytea not null,
      answer jsonb,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (principal_id, key)
    )`);

/** SHA-256 over operation and input with sorted keys, so that the order a client writes fields in does not matter. */
export const inputHash = ({ operation, input }: CommandCall): Buffer =>
  createHash('sha256')
    .update(operation)
    .update('\n')
    .update(JSON.stringify(sorted(input)))
    .digest();

function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]));
}

/**
 * Runs `work` inside the caller's transaction unless this call was answered before; then its answer is given again.
 * A concurrent call with the same key waits for the first one's commit.
 * Refuses IDEMPOTENCY_KEY_REUSED when the key was used for something else.
 */
export async function once<Answer extends object>(
  client: Queryable,
  call: CommandCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const claimed = await client.query({
    name: 'idempotency-claim',
    text: 'insert into idempotency (principal_id, key, input_hash) values ($1, $2, $3) on conflict do nothing returning 1',
    values: [call.principalId, call.key, inputHash(call)],
  });
  if (claimed.rowCount === 0) return answeredBefore<Answer>(client, call) as Promise<Answer>;
  const answer = await work();
  await client.query({
    name: 'idempotency-answer',
    text: 'update idempotency set answer = $3 where principal_id = $1 and key = $2',
    values: [call.principalId, call.key, JSON.stringify(answer)],
  });
  return answer;
}

/** The answer recorded for this call, or null when there is none. Refuses IDEMPOTENCY_KEY_REUSED. */
export async function answeredBefore<Answer>(client: Queryable, call: CommandCall): Promise<Answer | null> {
  const { rows } = await client.query<{ input_hash: Buffer; answer: Answer }>({
    name: 'idempotency-read',
    text: 'select input_hash, answer from idempotency where principal_id = $1 and key = $2',
    values: [call.principalId, call.key],
  });
  const [recorded] = rows;
  if (!recorded) return null;
  if (!recorded.input_hash.equals(inputHash(call))) throw keyReused();
  return recorded.answer;
}

const keyReused = () =>
  new Refusal({
    code: 'IDEMPOTENCY_KEY_REUSED',
    field: 'idempotencyKey',
    message: 'Mã chống gửi trùng này đã được dùng cho một yêu cầu khác; hãy dùng mã mới.',
    messageEn: 'This idempotency key was already used for another request; use a new one.',
  });
