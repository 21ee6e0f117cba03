import type { Queryable } from '@tiepdan/database';
import type { DeadLetterReason, ReceivedEvent } from './decode';
import type { TopicPartition } from './progress';

/** Reason of an event that waits for its predecessor; every other reason is the code of the rule the event broke. */
export const GAP = 'GAP';

export interface Parking {
  readonly event: ReceivedEvent;
  readonly reason: string;
}

/** Parks events, or gives those already parked their new reason. */
export async function park(client: Queryable, consumer: string, parkings: readonly Parking[]): Promise<void> {
  if (parkings.length === 0) return;
  const sorted = parkings.toSorted((a, b) => (a.event.aggregateId < b.event.aggregateId ? -1 : 1));
  await client.query(
    `insert into parked_event (consumer, aggregate_id, version, envelope, reason)
     select $1, id, version, envelope::json, reason
     from unnest($2::uuid[], $3::int[], $4::text[], $5::text[]) as parked (id, version, envelope, reason)
     on conflict (consumer, aggregate_id, version) do update set reason = excluded.reason`,
    [
      consumer,
      sorted.map(({ event }) => event.aggregateId),
      sorted.map(({ event }) => event.aggregateVersion),
      sorted.map(({ event }) => JSON.stringify(event)),
      sorted.map(({ reason }) => reason),
    ],
  );
}

/** Forgets that events were parked; those that were not are no matter. */
export async function unpark(client: Queryable, consumer: string, events: readonly ReceivedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `delete from parked_event p using unnest($2::uuid[], $3::int[]) as applied (id, version)
     where p.consumer = $1 and p.aggregate_id = applied.id and p.version = applied.version`,
    [consumer, events.map((event) => event.aggregateId), events.map((event) => event.aggregateVersion)],
  );
}

export interface DeadLetter {
  readonly offset: number;
  readonly reason: DeadLetterReason;
}

/** Notes where messages stand that can never be applied, and nothing of what they say. */
export async function bury(
  client: Queryable,
  consumer: string,
  at: TopicPartition,
  letters: readonly DeadLetter[],
): Promise<void> {
  if (letters.length === 0) return;
  await client.query(
    `insert into dead_letter (consumer, topic, partition, kafka_offset, reason_code)
     select $1, $2, $3, kafka_offset, reason from unnest($4::bigint[], $5::text[]) as dead (kafka_offset, reason)
     on conflict do nothing`,
    [consumer, at.topic, at.partition, letters.map(({ offset }) => offset), letters.map(({ reason }) => reason)],
  );
}
