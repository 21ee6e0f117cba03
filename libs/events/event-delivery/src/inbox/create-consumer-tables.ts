import type { RunSql } from '../run-sql';

/**
 * Makes what a consumer needs, for tests. A change here needs a migration in each service with consumers; they compare the two.
 *
 * `parked_event.envelope` is json, not jsonb, because it must take whatever passed the contract, and jsonb refuses some
 * escapes. `dead_letter` says where a message stands in Kafka and never what it says.
 */
export async function createConsumerTables(run: RunSql): Promise<void> {
  await run(`
    create table consumer_offset (
      consumer text,
      topic text,
      partition int,
      next_offset bigint not null,
      primary key (consumer, topic, partition)
    )`);
  await run(`
    create table consumed (
      consumer text,
      aggregate_id uuid,
      version int not null,
      primary key (consumer, aggregate_id)
    )`);
  await run(`
    create table parked_event (
      consumer text,
      aggregate_id uuid,
      version int,
      envelope json not null,
      reason text not null,
      parked_at timestamptz not null default clock_timestamp(),
      primary key (consumer, aggregate_id, version)
    )`);
  await run(`
    create table dead_letter (
      consumer text,
      topic text,
      partition int,
      kafka_offset bigint,
      reason_code text not null,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (consumer, topic, partition, kafka_offset)
    )`);
}
