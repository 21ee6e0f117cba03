import { Pool } from 'pg';
import { Refusal } from '@tiepdan/refusal';
import { freshDatabase } from '@tiepdan/testkit';
import { createIdempotencyTable, once } from './idempotency';
import { inTransaction } from './transaction';

describe('a command with an idempotency key', () => {
  let pool: Pool;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const database = await freshDatabase('idempotency');
    pool = new Pool({ connectionString: database.url, max: 10 });
    drop = database.drop;
    await createIdempotencyTable((sql) => pool.query(sql));
    await pool.query('create table effect (number int)');
  });
  afterEach(async () => {
    await pool.end();
    await drop();
  });

  const command = (input: unknown, options: { principalId?: string; fails?: boolean } = {}) =>
    inTransaction(pool, (client) =>
      once(
        client,
        { principalId: options.principalId ?? 'officer-1', key: 'key-00000001', operation: 'count', input },
        async () => {
          const { rows } = await client.query<{ number: number }>(
            'insert into effect select count(*) + 1 from effect returning number',
          );
          if (options.fails) throw new Error('the command failed');
          return { number: rows[0]!.number };
        },
      ),
    );
  const effects = async () => (await pool.query('select number from effect')).rows;

  it('takes effect once and gives 50 concurrent callers the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => command({ a: 1, b: [2, 3] })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"number":1}']));
    expect(await effects()).toEqual([{ number: 1 }]);
  });

  it('is the same command whatever the order its fields were written in', async () => {
    await command({ a: 1, b: { c: 2, d: null } });
    expect(await command({ b: { c: 2 }, a: 1 })).toEqual({ number: 1 });
  });

  it('is refused for another input, and nothing happens', async () => {
    await command({ a: 1 });
    const refusal = await command({ a: 2 }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).details.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await effects()).toHaveLength(1);
  });

  it('leaves the key free when it fails', async () => {
    await expect(command({ a: 1 }, { fails: true })).rejects.toThrow('the command failed');
    expect(await command({ a: 1 })).toEqual({ number: 1 });
    expect(await effects()).toEqual([{ number: 1 }]);
  });

  it('keeps the keys of two callers apart, so that nobody reads an answer by guessing a key', async () => {
    await command({ a: 1 });
    expect(await command({ a: 2 }, { principalId: 'officer-2' })).toEqual({ number: 2 });
  });
});
