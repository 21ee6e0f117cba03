import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From here on nothing that tells who somebody is lies in clear. A migration has no keys, so it cannot seal what is there: it
 * refuses a database that holds people already, and changes nothing of it.
 */
export class SealPeople1764303600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run(`do $$ begin
      if exists (select from citizen) or exists (select from petitioner) or exists (select from visitor) then
        raise exception 'This database holds people in clear, from before they were sealed. Development data: begin anew with "npm start -- --fresh".';
      end if;
    end $$`);
    await run('alter table citizen drop column identity_number, add column identity_index bytea unique');
    for (const table of ['petitioner', 'visitor'])
      await run(`
        alter table ${table}
          drop column name, drop column address_text, drop column phone, drop column email,
          add column stated_id uuid not null,
          add column name bytea not null,
          add column identity_number bytea,
          add column address_text bytea not null,
          add column phone bytea,
          add column email bytea`);
    await run(`
      create table person_key (
        id uuid primary key,
        citizen_id uuid not null,
        key_id text not null,
        wrapped_key bytea not null
      )`);
    await run('create index person_key_of_citizen on person_key (citizen_id)');
    // Without the key-encryption key it opens nothing.
    await run('grant select on person_key to tiepdan_reader');
    await run('create table sealing_check (name text primary key, value bytea not null)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was sealed does not become clear again.'));
  }
}
