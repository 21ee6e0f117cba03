import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DateDuties1764201600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run('alter table officer add column version int not null default 0, add column suspended_at timestamptz');
    await run(`
      create table officer_duty (
        officer_id uuid not null references officer (id),
        role text not null,
        agency_id uuid not null references agency (id),
        valid_from date not null,
        valid_to date,
        primary key (officer_id, role, agency_id, valid_from)
      )`);
    await run('create index officer_duty_of_agency on officer_duty (agency_id, role)');
    await run(`
      create table delegation (
        id uuid primary key,
        version int not null,
        from_id uuid not null references officer (id),
        to_id uuid not null references officer (id),
        role text not null,
        agency_id uuid not null references agency (id),
        valid_from date not null,
        valid_to date not null,
        document_number text not null,
        document_title text,
        document_issued_on date not null,
        granted_at timestamptz not null,
        withdrawn_at timestamptz
      )`);
    await run('create index delegation_to on delegation (to_id, valid_to)');
    await run('create index delegation_from on delegation (from_id, valid_to)');
    await run('alter table case_act add column acting_for uuid');
    await run(`alter table cases add column earlier_handlers uuid[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases drop column earlier_handlers');
    await runner.query('alter table case_act drop column acting_for');
    await runner.query('drop table delegation, officer_duty');
    await runner.query('alter table officer drop column version, drop column suspended_at');
  }
}
