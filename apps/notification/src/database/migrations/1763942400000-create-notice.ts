import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotice1763942400000 implements MigrationInterface {
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
        name text not null,
        version int not null
      )`);
    await run(`
      create table notice (
        id uuid primary key,
        version int not null,
        template text not null,
        template_version int not null,
        audience text not null,
        channel text not null,
        status text not null,
        case_id uuid,
        petition_id uuid,
        directive_id uuid,
        agency_id uuid,
        recipient_text text,
        particulars jsonb not null,
        due_on date,
        created_at timestamptz not null,
        sent_at timestamptz,
        delivered_at timestamptz,
        acknowledged_at timestamptz,
        attempt_count int not null default 0,
        next_attempt_at timestamptz,
        leased_until timestamptz
      )`);
    await run(`create index notice_of_case on notice (case_id, created_at, id) where case_id is not null`);
    await run(`create index notice_of_petition on notice (petition_id, created_at, id) where petition_id is not null`);
    await run(
      `create index notice_of_directive on notice (directive_id, created_at, id) where directive_id is not null`,
    );
    await run(`create index notice_newest on notice (created_at desc, id desc)`);
    await run(`create index notice_to_send on notice (next_attempt_at) where status = 'PENDING' and channel = 'EMAIL'`);
    await run(`
      create table delivery_attempt (
        notice_id uuid not null references notice (id),
        ordinal int not null,
        at timestamptz not null,
        accepted boolean not null,
        provider_code text,
        error text,
        primary key (notice_id, ordinal)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery_attempt, notice, agency, idempotency, audit_entry, audit_head');
    await runner.query(
      'drop table event_to_send, event, relay_epoch, consumer_offset, consumed, parked_event, dead_letter',
    );
    await runner.query('drop function refuse_change_of_event');
  }
}
