import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowWithdrawals1763949600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run('alter table case_petition add column withdrawn_on date');
    await run('alter table cases add column channel text');
    // Of older cases only one thing is known, and only it starts a clock of its own: whether somebody brought the petition.
    await run(`
      update cases c set channel = case when exists (
        select from case_deadline d where d.case_id = c.id and d.rule = 'tcd.reply_citizen.max') then 'RECEPTION' else 'POST' end`);
    await run('alter table cases alter column channel set not null');
    await this.foldNamesBy(run, `translate(lower(normalize(name, nfd)), 'đĐ', 'dd')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run('alter table cases drop column channel');
    await run('alter table case_petition drop column withdrawn_on');
    await this.foldNamesBy(run, `replace(lower(normalize(name, nfd)), 'đ', 'd')`);
  }

  /** A database whose locale is C makes no lower case of Đ. */
  private async foldNamesBy(run: (sql: string) => Promise<unknown>, letters: string): Promise<void> {
    await run(`
      create or replace function fold_name(name text) returns text language sql immutable parallel safe return
        regexp_replace(${letters}, '[\\u0300-\\u036f]', '', 'g')`);
    await run(`update agency set search_key = fold_name(concat_ws(' ', name, to_jsonb(aliases)::text))`);
  }
}
