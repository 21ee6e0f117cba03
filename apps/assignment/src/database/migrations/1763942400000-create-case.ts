import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCase1763942400000 implements MigrationInterface {
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
    await this.createRegister(run);
    await this.createCases(run);
  }

  private async createRegister(run: (sql: string) => Promise<unknown>): Promise<void> {
    // Lower case without accents, đ as d: how people type names into a search field.
    await run(`
      create function fold_name(name text) returns text language sql immutable parallel safe return
        regexp_replace(replace(lower(normalize(name, nfd)), 'đ', 'd'), '[\\u0300-\\u036f]', '', 'g')`);
    await run(`
      create table agency (
        id uuid primary key,
        version int not null,
        code text not null,
        name text not null,
        aliases text[] not null,
        level text not null,
        parent_id uuid,
        exists_from date not null,
        exists_to date,
        search_key text not null
      )`);
    await run('create index agency_by_code on agency (code, id)');
    await run('create index agency_by_parent on agency (parent_id)');
    await run(`
      create table officer (
        id uuid primary key,
        code text not null unique,
        name text not null,
        title text not null,
        agency_id uuid not null references agency (id),
        roles text[] not null
      )`);
    await run('create index officer_by_agency on officer (agency_id)');
    await run(`
      create table succession (
        from_id uuid not null references agency (id),
        to_id uuid not null references agency (id),
        succeeded_on date not null,
        scope text not null,
        document_title text not null,
        primary key (from_id, to_id)
      )`);
    await run('create index succession_by_successor on succession (to_id)');
  }

  private async createCases(run: (sql: string) => Promise<unknown>): Promise<void> {
    await run('create table number_counter (series text primary key, last int not null)');
    await run(`
      create table cases (
        id uuid primary key,
        version int not null,
        number text not null unique,
        petition_id uuid not null unique,
        petition_number text not null,
        kind text not null,
        instance int not null,
        state text not null,
        stage text not null,
        complexity text not null,
        remote_area boolean not null,
        agency_id uuid not null,
        officer_id uuid,
        respondent_agency_id uuid,
        respondent_officer_id uuid,
        reply_channel text not null,
        received_on date not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        next_due_on date
      )`);
    await run(`create index case_worklist on cases (coalesce(next_due_on, 'infinity'), id) where closed_at is null`);
    await run(
      `create index case_worklist_of_agency on cases (agency_id, coalesce(next_due_on, 'infinity'), id) where closed_at is null`,
    );
    await run(`
      create table case_petition (
        petition_id uuid primary key,
        case_id uuid not null references cases (id),
        joined_on date not null
      )`);
    await run('create index case_petition_by_case on case_petition (case_id)');
    await run(`
      create table case_deadline (
        case_id uuid not null references cases (id),
        rule text not null,
        started_on date not null,
        due_on date not null,
        status text not null,
        met_on date,
        rule_version text not null,
        calendar_version text not null,
        primary key (case_id, rule, started_on)
      )`);
    await run(`
      create table case_act (
        case_id uuid not null references cases (id),
        version int not null,
        actor_id text not null,
        document_number text,
        document_title text,
        document_issued_on date,
        primary key (case_id, version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table case_act, case_deadline, case_petition, cases, number_counter, succession, officer, agency',
    );
    await runner.query('drop table idempotency, audit_entry, audit_head, event_to_send, event, relay_epoch');
    await runner.query('drop table consumer_offset, consumed, parked_event, dead_letter');
    await runner.query('drop function refuse_change_of_event, fold_name');
  }
}
