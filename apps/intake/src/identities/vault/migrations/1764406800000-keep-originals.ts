import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What denunciations said before that which tells who denounces was taken out. */
export class KeepOriginals1764406800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table kept_original (
        petition_id uuid primary key,
        occasion_id uuid not null references kept_occasion (id) on delete cascade,
        said bytea not null,
        key_id text not null,
        wrapped_key bytea not null
      )`);
    await runner.query('create index kept_original_of_occasion on kept_original (occasion_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table kept_original');
  }
}
