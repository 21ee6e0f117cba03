import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person said of himself, as stated then; the same for petitioners and visitors. */
const stated = `
  ordinal int not null,
  citizen_id uuid not null references citizen (id),
  role text not null,
  name text not null,
  address_text text not null,
  address_commune_id uuid,
  phone text,
  email text`;

export class CreateIntake1763942400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
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
      );
      create table event_to_send (position bigint primary key);
      create table relay_epoch (
        only_row boolean primary key default true check (only_row),
        epoch bigint not null
      );
      insert into relay_epoch (epoch) values (0);
      create function refuse_change_of_event() returns trigger language plpgsql as
      $$ begin raise exception 'events are never changed'; end $$;
      create trigger event_is_append_only before update or delete or truncate on event
      for each statement execute function refuse_change_of_event()`);
    await run(`
      create table consumer_offset (
        consumer text,
        topic text,
        partition int,
        next_offset bigint not null,
        primary key (consumer, topic, partition)
      );
      create table consumed (
        consumer text,
        aggregate_id uuid,
        version int not null,
        primary key (consumer, aggregate_id)
      );
      create table parked_event (
        consumer text,
        aggregate_id uuid,
        version int,
        envelope json not null,
        reason text not null,
        parked_at timestamptz not null default clock_timestamp(),
        primary key (consumer, aggregate_id, version)
      );
      create table dead_letter (
        consumer text,
        topic text,
        partition int,
        kafka_offset bigint,
        reason_code text not null,
        recorded_at timestamptz not null default clock_timestamp(),
        primary key (consumer, topic, partition, kafka_offset)
      )`);
    await run(`
      create table idempotency (
        principal_id text not null,
        key text not null,
        input_hash bytea not null,
        answer jsonb,
        recorded_at timestamptz not null default clock_timestamp(),
        primary key (principal_id, key)
      )`);
    await run(`
      create table audit_head (
        agency_id uuid not null,
        sequence bigint not null,
        actor_id text not null,
        operation text not null,
        object_id uuid not null,
        recorded_at timestamptz not null,
        payload_hash bytea not null,
        hash bytea not null,
        primary key (agency_id)
      ) with (fillfactor = 50);
      create table audit_entry (
        agency_id uuid not null,
        sequence bigint not null,
        actor_id text not null,
        operation text not null,
        object_id uuid not null,
        recorded_at timestamptz not null,
        payload_hash bytea not null,
        hash bytea not null,
        primary key (agency_id, sequence)
      )`);
    await run(`
      create table agency (
        id uuid primary key,
        code text not null,
        exists_from date not null,
        exists_to date,
        version int not null
      )`);
    await run(`create table number_counter (series text primary key, last int not null) with (fillfactor = 50)`);
    await run(`
      create table citizen (
        id uuid primary key,
        identity_kind text not null,
        identity_number text unique,
        created_at timestamptz not null
      )`);
    await run(`
      create table visit (
        id uuid primary key,
        version int not null,
        number text not null unique,
        reception_kind text not null,
        agency_id uuid not null,
        arrived_at timestamptz not null,
        arrived_on date not null,
        officer_id uuid not null,
        visitor_count int not null,
        first_visit boolean not null,
        refusal_ground text
      )`);
    await run(`create index visit_newest on visit (arrived_at desc, id desc)`);
    await run(`create index visit_of_agency on visit (agency_id, arrived_at desc, id desc)`);
    await run(
      `create table visitor (visit_id uuid not null references visit (id), ${stated}, primary key (visit_id, ordinal))`,
    );
    await run(`create index visitor_citizen on visitor (citizen_id)`);
    await run(`
      create table petition (
        id uuid primary key,
        version int not null,
        number text not null unique,
        kind text not null,
        field text not null,
        channel text not null,
        received_at timestamptz not null,
        received_on date not null,
        written_on date,
        receiving_agency_id uuid not null,
        visit_id uuid references visit (id),
        signatory_count int not null,
        summary text not null,
        respondent_kind text,
        respondent_agency_id uuid,
        respondent_officer_id uuid,
        respondent_name text,
        place_commune_id uuid,
        place_text text,
        status text not null,
        denouncer_protected boolean not null,
        classified_on date,
        eligible boolean,
        ineligible_reasons text[] not null,
        direction text,
        duplicate_of_id uuid references petition (id),
        withdrawn_on date
      )`);
    await run(`create index petition_newest on petition (received_at desc, id desc)`);
    await run(`create index petition_of_agency on petition (receiving_agency_id, received_at desc, id desc)`);
    await run(`create index petition_of_visit on petition (visit_id) where visit_id is not null`);
    await run(
      `create index petition_repeating on petition (duplicate_of_id, received_at, id) where duplicate_of_id is not null`,
    );
    await run(
      `create table petitioner (petition_id uuid not null references petition (id), ${stated}, primary key (petition_id, ordinal))`,
    );
    await run(`create index petitioner_citizen on petitioner (citizen_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table petitioner, petition, visitor, visit, citizen, number_counter, agency');
    await runner.query('drop table idempotency, audit_entry, audit_head');
    await runner.query(
      'drop table event_to_send, event, relay_epoch, consumer_offset, consumed, parked_event, dead_letter',
    );
    await runner.query('drop function refuse_change_of_event');
  }
}
