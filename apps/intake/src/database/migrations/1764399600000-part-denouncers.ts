import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Denouncers go by pseudonyms here; who they are is kept elsewhere. A migration reaches no other database, so it refuses one that
 * holds denouncers, and changes nothing of it.
 */
export class PartDenouncers1764399600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run(`do $$ begin
      if exists (select from petitioner join petition on petition.id = petition_id where denouncer_protected) then
        raise exception 'This database holds denouncers, from before there was a vault. Development data: begin anew with "npm start -- --fresh".';
      end if;
    end $$`);
    await run(`
      create table protected_occasion (
        occasion_id uuid primary key,
        kept_in text not null check (kept_in in ('VAULT', 'SEALED_REGISTER'))
      )`);
    // Says of an opaque id where people are kept, and of nobody who they are.
    await run('grant select on protected_occasion to tiepdan_reader');
    await run(`
      create table denouncer (
        petition_id uuid not null references petition (id),
        ordinal int not null,
        pseudonym text not null unique,
        register_reference text,
        primary key (petition_id, ordinal)
      )`);
    await run(`
      alter table denouncer enable row level security;
      create policy application on denouncer to tiepdan_application using (true) with check (true);
      create policy reader on denouncer for select to tiepdan_reader using (exists (select from petition p where p.id = denouncer.petition_id));
      grant select on denouncer to tiepdan_reader`);
    await run(`
      create table denouncer_keeping (
        agency_id uuid not null,
        valid_from date not null,
        kept_in text not null check (kept_in in ('VAULT', 'SEALED_REGISTER')),
        set_by_id text not null,
        set_at timestamptz not null default clock_timestamp(),
        primary key (agency_id, valid_from)
      )`);
    // How an agency works is no secret: whoever fills in a form there must know what it asks for.
    await run('grant select on denouncer_keeping to tiepdan_reader');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table denouncer_keeping, denouncer, protected_occasion');
  }
}
