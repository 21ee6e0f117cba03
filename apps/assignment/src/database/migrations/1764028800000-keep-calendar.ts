import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepCalendar1764028800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    // Versions of the calendar's events; one row, because a province has one calendar.
    await run('create table calendar (id uuid primary key, version int not null)');
    await run(`
      create table calendar_change (
        sequence int primary key,
        source text not null check (source in ('RELEASE', 'DECLARED')),
        release int,
        made_by text,
        made_at timestamptz not null,
        document_number text,
        document_title text,
        document_issued_on date,
        moved_cases int,
        finished_at timestamptz
      )`);
    // No kind: the day counts as its place in the week says again.
    await run(`
      create table calendar_change_day (
        day date not null,
        sequence int not null references calendar_change (sequence),
        kind text check (kind in ('holiday', 'in_lieu', 'swap_off', 'swap_work')),
        name text,
        document text,
        expected boolean,
        works boolean,
        evidence text,
        primary key (day, sequence)
      )`);
    await run(`
      create table calendar_moved_case (
        sequence int not null references calendar_change (sequence),
        case_id uuid not null references cases (id),
        agency_id uuid not null,
        officer_id uuid,
        primary key (sequence, case_id)
      )`);
    // Deadlines of before are of no kept calendar, so the first one that is kept computes them again.
    await run(`alter table case_deadline add column inputs jsonb not null default '{}'`);
    await run('alter table case_deadline add column calendar_sequence int not null default 0');
    await run(`create index case_deadline_running on case_deadline (case_id) where status in ('RUNNING', 'PAUSED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index case_deadline_running');
    await runner.query('alter table case_deadline drop column inputs, drop column calendar_sequence');
    await runner.query('drop table calendar_moved_case, calendar_change_day, calendar_change, calendar');
  }
}
