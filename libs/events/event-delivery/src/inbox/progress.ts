import type { Queryable } from '@tiepdan/database';
import type { AggregateVersion } from './consumer';
import type { ReceivedEvent } from './decode';
import type { KeyState } from './sort-out';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface NextOffset extends TopicPartition {
  readonly nextOffset: number;
}

/** Where a consumer stands in each partition it has seen. */
export async function storedOffsets(client: Queryable, consumer: string): Promise<NextOffset[]> {
  const { rows } = await client.query<TopicPartition & { next_offset: string }>(
    'select topic, partition, next_offset from consumer_offset where consumer = $1',
    [consumer],
  );
  return rows.map(({ topic, partition, next_offset }) => ({ topic, partition, nextOffset: Number(next_offset) }));
}

/** Locks a partition for this transaction and tells which offset comes next; 0 for one never seen. */
export async function lockOffset(client: Queryable, consumer: string, at: TopicPartition): Promise<number> {
  const lock = () =>
    client.query<{ next_offset: string }>({
      name: 'lock-offset',
      text: 'select next_offset from consumer_offset where consumer = $1 and topic = $2 and partition = $3 for update',
      values: [consumer, at.topic, at.partition],
    });
  const known = await lock();
  if (known.rows[0]) return Number(known.rows[0].next_offset);
  await client.query('insert into consumer_offset values ($1, $2, $3, 0) on conflict do nothing', [
    consumer,
    at.topic,
    at.partition,
  ]);
  const { rows } = await lock();
  return Number(rows[0]?.next_offset);
}

/** Must be a statement of its own after `lockOffset`: one that waits for the lock would see the time before the wait. */
export async function readKeys(
  client: Queryable,
  consumer: string,
  ids: readonly string[],
): Promise<Map<string, KeyState>> {
  const states = new Map<string, KeyState>(ids.map((id) => [id, { version: 0, parked: new Map() }]));
  const { rows } = await client.query<{ aggregate_id: string; version: number; envelope: ReceivedEvent | null }>({
    name: 'read-keys',
    text: `
      select aggregate_id, version, null::json as envelope from consumed
      where consumer = $1 and aggregate_id = any($2::uuid[])
      union all
      select aggregate_id, version, envelope from parked_event
      where consumer = $1 and aggregate_id = any($2::uuid[])`,
    values: [consumer, [...states.keys()]],
  });
  for (const { aggregate_id, version, envelope } of rows) {
    const state = states.get(aggregate_id);
    if (envelope) state?.parked.set(version, envelope);
    else if (state) state.version = version;
  }
  return states;
}

/**
 * Moves versions and, where `at` is given, the partition's offset. Versions are sorted, so that two partitions never wait
 * for each other, and never fall.
 */
export async function storeProgress(
  client: Queryable,
  consumer: string,
  versions: readonly AggregateVersion[],
  at: NextOffset | null,
): Promise<void> {
  const sorted = versions.toSorted((a, b) => (a.aggregateId < b.aggregateId ? -1 : 1));
  await client.query({
    name: 'store-progress',
    text: `
      with moved as (
        insert into consumed (consumer, aggregate_id, version)
        select $1, id, version from unnest($2::uuid[], $3::int[]) as applied (id, version)
        on conflict (consumer, aggregate_id) do update set version = excluded.version
        where consumed.version < excluded.version)
      update consumer_offset set next_offset = $6 where consumer = $1 and topic = $4 and partition = $5`,
    values: [
      consumer,
      sorted.map((each) => each.aggregateId),
      sorted.map((each) => each.version),
      at?.topic,
      at?.partition,
      at?.nextOffset,
    ],
  });
}
