import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createAuditTables } from '@tiepdan/audit';
import { createIdempotencyTable } from '@tiepdan/database';
import { createConsumerTables, createOutbox } from '@tiepdan/event-delivery';

export class CreateNotice1763942400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await createOutbox(run);
    await createConsumerTables(run);
    await createIdempotencyTable(run);
    await createAuditTables(run);
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
