import type { RunSql } from '../run-sql';

/** Tables whose rows stay as they were written. */
export const OUTBOX_APPEND_ONLY = ['event'] as const;

/**
 * Makes what a producer needs, for tests. A change here needs a migration in each service with events; they compare the two.
 *
 * `event` holds the history for ever and refuses every change to it. `event_to_send` holds the positions Kafka has not
 * acknowledged yet. `relay_epoch` counts how often the relay of this database moved to another session.
 */
export async function createOutbox(run: RunSql): Promise<void> {
  await run(`
    create table event (
      position bigint generated always as identity primary key,
      topic text not null,
      aggregate_id uuid not null,
      aggregate_version int not null check (aggregate_version > 0),
      type text not null,
      occurred_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      payload jsonb not null,
      unique (aggregate_id, aggregate_version)
    )`);
  await run(`create table event_to_send (position bigint primary key)`);
  await run(`
    create table relay_epoch (
      only_row boolean primary key default true check (only_row),
      epoch bigint not null
    )`);
  await run(`insert into relay_epoch (epoch) values (0)`);
  await run(`
    create function refuse_change_of_event() returns trigger language plpgsql as
    $$ begin raise exception 'events are never changed'; end $$`);
  await run(`
    create trigger event_is_append_only before update or delete or truncate on event
    for each statement execute function refuse_change_of_event()`);
}
