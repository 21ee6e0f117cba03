import { inTransaction, type Queryable } from '@tiepdan/database';
import type { Pool } from 'pg';
import { settle } from './apply-chunk';
import type { Consumer } from './consumer';
import type { DeadLetterReason } from './decode';
import { readKeys, type NextOffset, type TopicPartition } from './progress';
import { takeNext } from './sort-out';
import { aroundBrokenRules } from './take-effect';

export interface DeadLetterEntry extends TopicPartition {
  readonly consumer: string;
  readonly offset: number;
  readonly reasonCode: DeadLetterReason;
  readonly recordedAt: Date;
}

const ENTRIES_MAX = 1_000;

/** The newest dead letters of all consumers of this database, at most 1,000. */
export async function listDeadLetters(client: Queryable): Promise<DeadLetterEntry[]> {
  const { rows } = await client.query<DeadLetterEntry>(
    `select consumer, topic, partition, kafka_offset::float8 as offset, reason_code as "reasonCode", recorded_at as "recordedAt"
     from dead_letter order by recorded_at desc limit $1`,
    [ENTRIES_MAX],
  );
  return rows;
}

/** Aggregates that wait, with the first version that waits and why; at most 1,000. */
export async function listParked(client: Queryable) {
  const { rows } = await client.query<ParkedKey>(
    `select distinct on (consumer, aggregate_id) consumer, aggregate_id as "aggregateId", version, reason, parked_at as "parkedAt"
     from parked_event order by consumer, aggregate_id, version limit $1`,
    [ENTRIES_MAX],
  );
  return rows;
}

export interface ParkedKey {
  readonly consumer: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly reason: string;
  readonly parkedAt: Date;
}

/**
 * Tries parked events again whose predecessor is applied: after the cause of a broken rule was mended.
 * The consumer's partitions stand still meanwhile. Returns how many events took effect.
 */
export const retryParked = (pool: Pool, consumer: Consumer): Promise<number> =>
  inTransaction(pool, async (client) => {
    await client.query('select from consumer_offset where consumer = $1 order by topic, partition for update', [
      consumer.name,
    ]);
    const { rows } = await client.query<{ id: string }>(
      'select aggregate_id as id from parked_event where consumer = $1',
      [consumer.name],
    );
    const states = await readKeys(client, consumer.name, [...new Set(rows.map(({ id }) => id))]);
    const toApply = [...states.values()].flatMap(takeNext);
    await settle({ client, consumer, takeEffect: aroundBrokenRules, at: null, hadParked: true }, toApply, []);
    const left = await client.query('select from parked_event where consumer = $1', [consumer.name]);
    return rows.length - (left.rowCount ?? 0);
  });

/** Lets a consumer read again from an offset: what took effect is skipped, a dead letter may be understood now. */
export async function rewind(client: Queryable, consumer: string, to: NextOffset): Promise<void> {
  await client.query(
    'update consumer_offset set next_offset = least(next_offset, $4) where consumer = $1 and topic = $2 and partition = $3',
    [consumer, to.topic, to.partition, to.nextOffset],
  );
}

/** Lets a consumer begin at the beginning; belongs in the transaction that empties what the consumer built. */
export async function startOver(client: Queryable, consumer: string): Promise<void> {
  // Offsets first: they are what a chunk under way has locked.
  for (const table of ['consumer_offset', 'consumed', 'parked_event', 'dead_letter'])
    await client.query(`delete from ${table} where consumer = $1`, [consumer]);
}
