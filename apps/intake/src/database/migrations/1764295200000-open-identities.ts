import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenIdentities1764295200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table disclosure (
        id uuid primary key,
        version int not null,
        petition_id uuid not null references petition (id),
        purpose text not null,
        requested_by_id uuid not null,
        requested_at timestamptz not null,
        approved_by_id uuid check (approved_by_id <> requested_by_id),
        approved_at timestamptz,
        open_until timestamptz,
        check ((approved_by_id is null) = (approved_at is null) and (approved_at is null) = (open_until is null))
      )`);
    await runner.query('create index disclosure_newest on disclosure (requested_at desc, id desc)');
    await runner.query('create index disclosure_of_petition on disclosure (petition_id, requested_by_id)');
    await runner.query(`
      alter table disclosure enable row level security;
      create policy application on disclosure to tiepdan_application using (true) with check (true);
      create policy reader on disclosure for select to tiepdan_reader using (exists (select from petition p where p.id = disclosure.petition_id));
      grant select on disclosure to tiepdan_reader`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table disclosure');
  }
}
