import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The books (decision D13). No table here is an entity: the ledger is written set-wise and summed, never loaded as objects,
 * and its covering, partial and BRIN indexes are beyond what an entity can describe.
 */
export class CreateLedger1763942400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
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
    // Dense numbers keep a posting at 60 bytes; an id of 16 bytes in each would double the books.
    await run(`
      create table agency (
        no int2 generated always as identity primary key,
        id uuid not null unique,
        name text,
        version int not null default 0
      )`);
    await run(`
      create table subject (
        no int4 generated always as identity primary key,
        id uuid not null unique
      )`);
    await run(`
      create table account (
        account int2 primary key,
        family text not null,
        mode text not null,
        grp text,
        win int2
      )`);
    // Eight-byte columns first, two-byte columns last: no padding.
    await run(`
      create table posting (
        posting_id int8 not null,
        amount int8 not null,
        subject_no int4 not null,
        effective_on date not null,
        recorded_on date not null,
        agency int2 not null,
        account int2 not null
      )`);
    await run(`create index posting_cell on posting (agency, account, effective_on) include (amount)`);
    await run(`create index posting_subject on posting (subject_no)`);
    await run(`
      create index posting_late on posting (account, effective_on, recorded_on) include (agency, amount)
      where recorded_on <> effective_on`);
    await run(`create index posting_rec on posting using brin (recorded_on) with (pages_per_range = 64)`);
    await run(`
      create table balance_month (
        rmonth int2,
        agency int2,
        account int2,
        amount int8 not null,
        primary key (rmonth, agency, account)
      ) with (fillfactor = 70)`);
    await run(`
      create table petition (
        subject_no int4 primary key,
        cluster_no int4 not null
      )`);
    await run(`create index petition_cluster on petition (cluster_no)`);
    await run(`
      create table petition_case (
        petition_no int4 primary key,
        case_id uuid not null,
        told_at timestamptz not null
      )`);
    await run(`
      create table petition_link (
        petition_no int4,
        version int4,
        duplicate_of int4,
        recorded_on date not null,
        primary key (petition_no, version)
      )`);
    await run(`
      create table hearing (
        petition_no int4,
        visit_no int4,
        agency int2 not null,
        mode text not null,
        effective_on date not null,
        recorded_on date not null,
        primary key (petition_no, visit_no)
      )`);
    await run(`create index hearing_day on hearing (effective_on)`);
    // One row would make every applier wait for every other; the newest of all rows counts.
    await run(`
      create table applied_through (
        stripe int2 primary key,
        recorded_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table applied_through, hearing, petition_link, petition_case, petition, balance_month, posting, account, subject, agency`,
    );
    await runner.query('drop table consumer_offset, consumed, parked_event, dead_letter');
  }
}
