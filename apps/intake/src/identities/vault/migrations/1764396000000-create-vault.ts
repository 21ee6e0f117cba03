import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The vault: who denounced, and whoever came together with them, apart from what was said. */
export class CreateVault1764396000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run(`
      create table kept_occasion (
        id uuid primary key,
        agency_id uuid not null,
        is_visit boolean not null,
        happened_on date not null,
        kept_at timestamptz not null default clock_timestamp(),
        is_confirmed boolean not null default false
      )`);
    await run('create index kept_occasion_unconfirmed on kept_occasion (kept_at) where not is_confirmed');
    await run('create table kept_citizen (id uuid primary key, identity_index bytea not null unique)');
    await run(`
      create table kept_person (
        occasion_id uuid not null references kept_occasion (id) on delete cascade,
        ordinal int not null,
        stated_id uuid not null,
        citizen_id uuid not null,
        role text not null,
        said bytea not null,
        primary key (occasion_id, ordinal)
      )`);
    await run('create index kept_person_citizen on kept_person (citizen_id)');
    // Apart from what they open, so that they can be destroyed, and backed up for a shorter time.
    await run(`
      create table kept_key (
        id uuid primary key,
        citizen_id uuid not null,
        key_id text not null,
        wrapped_key bytea not null
      )`);
    await run('create index kept_key_of_citizen on kept_key (citizen_id)');
    await run('create table sealing_check (name text primary key, value bytea not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sealing_check, kept_key, kept_person, kept_citizen, kept_occasion');
  }
}
