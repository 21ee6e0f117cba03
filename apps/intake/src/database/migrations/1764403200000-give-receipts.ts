import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What citizens are handed for a petition, and what they are told when they ask with it. */
export class GiveReceipts1764403200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    // Null for petitions from before: no receipt was given for them.
    await run('alter table petition add column pages int, add column receipt_index bytea unique');
    await run('create table tracked_petition (petition_id uuid primary key, case_id uuid not null)');
    await run(`
      create table tracked_step (
        case_id uuid not null,
        version int not null,
        type text not null,
        data jsonb not null,
        primary key (case_id, version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tracked_step, tracked_petition');
    await runner.query('alter table petition drop column receipt_index, drop column pages');
  }
}
