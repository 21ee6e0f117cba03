import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was taken out of denunciations, and what receipts say of what was handed in. */
export class CertifyRedactions1764406800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await run(`
      create table redaction (
        petition_id uuid primary key references petition (id),
        made_by_id text not null,
        made_at timestamptz not null default clock_timestamp(),
        removed jsonb not null,
        original_hash text,
        rendition_hash text not null
      )`);
    await run(`
      alter table redaction enable row level security;
      create policy application on redaction to tiepdan_application using (true) with check (true);
      create policy reader on redaction for select to tiepdan_reader using (exists (select from petition p where p.id = redaction.petition_id));
      grant select on redaction to tiepdan_reader`);
    await run('alter table petition add column content_mark text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table petition drop column content_mark');
    await runner.query('drop table redaction');
  }
}
