import { randomUUID } from 'node:crypto';
import { count, defineContract } from '@tiepdan/event-contract';
import { Refusal } from '@tiepdan/refusal';
import { Pool } from 'pg';
import { z } from 'zod';
import { createConsumerTables, createOutbox, defineConsumer, type IncomingMessage } from '.';

/** What the specs of this library tell about: counters that are raised by an amount. */
export const counterContract = defineContract('test.counter.v1', { Raised: z.object({ amount: count() }) });

/** An amount a constraint of the database forbids. */
export const AMOUNT_FORBIDDEN = 13;
/** An amount the business refuses. */
export const AMOUNT_REFUSED = 666;

/** Writes a row per event into a table without key, so that whatever takes effect twice stands there twice. */
export const effectConsumer = defineConsumer({
  name: 'test/effects',
  contracts: [counterContract],
  async apply(client, events) {
    if (events.some((event) => event.data.amount === AMOUNT_REFUSED))
      throw new Refusal({ code: 'TOO_MUCH', message: 'Quá nhiều.', messageEn: 'Too much.' });
    await client.query('insert into effect select * from unnest($1::uuid[], $2::int[], $3::int[])', [
      events.map((event) => event.aggregateId),
      events.map((event) => event.aggregateVersion),
      events.map((event) => event.data.amount),
    ]);
  },
});

export interface TestWorld {
  readonly url: string;
  readonly pool: Pool;
  /** Versions that took effect of one aggregate, in the order in which they did. */
  effectsOf(aggregateId: string): Promise<number[]>;
  /** All rows of a query, its first column only. */
  column(sql: string, values?: unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}

/** Takes an empty database of its own and drops it when closed. */
export async function openTestWorld(database: { readonly url: string; drop(): Promise<void> }): Promise<TestWorld> {
  const pool = new Pool({ connectionString: database.url, max: 8, statement_timeout: 5_000 });
  pool.on('error', () => undefined);
  await createOutbox((sql) => pool.query(sql));
  await createConsumerTables((sql) => pool.query(sql));
  await pool.query('create table counter (id uuid primary key, version int not null, total int not null)');
  await pool.query(`
    create table effect (
      aggregate_id uuid, version int, amount int check (amount <> ${AMOUNT_FORBIDDEN}),
      place bigint generated always as identity)`);
  const column = async (sql: string, values: unknown[] = []) => {
    const { rows } = await pool.query<[unknown]>({ text: sql, values, rowMode: 'array' });
    return rows.map(([value]) => value);
  };
  return {
    url: database.url,
    pool,
    column,
    effectsOf: async (id) =>
      (await column('select version from effect where aggregate_id = $1 order by place', [id])) as number[],
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

export const anId = (): string => randomUUID();

/** A message as the relay would send it. */
export function aMessage(
  offset: number,
  aggregateId: string,
  aggregateVersion: number,
  changed: object = {},
): IncomingMessage {
  const instant = '2026-11-24T01:02:03.456Z';
  const event = { topic: counterContract.topic, type: 'Raised', aggregateId, aggregateVersion, data: { amount: 1 } };
  const envelope = { position: offset + 1, occurredAt: instant, recordedAt: instant, ...event, ...changed };
  return { offset, key: aggregateId, value: JSON.stringify(envelope) };
}
