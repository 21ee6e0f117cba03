import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDirective1763946000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directive (
        id uuid primary key,
        version int not null,
        document_number text,
        title text not null,
        issued_on date,
        meeting_on date,
        issuer_text text,
        issuer_agency_id uuid,
        signatory jsonb,
        file_copies text[] not null,
        source_text text not null,
        imported_at timestamptz not null
      )`);
    // Bodies number their documents each for itself, so the same number on the same day may be two documents.
    await runner.query(`
      create unique index directive_number on directive (document_number, issued_on, issuer_agency_id) nulls not distinct
      where document_number is not null and issued_on is not null`);
    await runner.query(`create index directive_text on directive using hash (source_text)`);
    await runner.query(`
      create table directive_task (
        id uuid primary key,
        directive_id uuid not null references directive (id),
        ordinal int not null,
        number text not null,
        text text not null,
        due jsonb,
        status text not null,
        reports jsonb not null,
        unique (directive_id, ordinal)
      )`);
    await runner.query(`
      create table directive_party (
        directive_id uuid not null references directive (id),
        ordinal int not null,
        role text not null check (role in ('ATTENDEE', 'RECIPIENT', 'LEAD', 'COORDINATOR')),
        task_id uuid references directive_task (id),
        text text not null,
        agency_id uuid,
        is_group boolean not null,
        primary key (directive_id, ordinal)
      )`);
    await runner.query(
      `create index directive_party_of_task on directive_party (task_id, role) where task_id is not null`,
    );
    await runner.query(`
      create table directive_finding (
        directive_id uuid not null references directive (id),
        ordinal int not null,
        code text not null,
        severity text not null,
        task text,
        message text not null,
        quote text,
        primary key (directive_id, ordinal)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table directive_finding, directive_party, directive_task, directive');
  }
}
