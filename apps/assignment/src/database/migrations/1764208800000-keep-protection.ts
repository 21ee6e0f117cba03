import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who proposed acceptance does not approve it. What was ever taken for a denunciation stays one for conflicts of interest, whatever it is classified as later. */
export class KeepProtection1764208800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases add column is_protected boolean, add column proposed_by_id uuid');
    await runner.query(`update cases set is_protected = kind = 'DENUNCIATION'`);
    await runner.query('alter table cases alter column is_protected set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases drop column is_protected, drop column proposed_by_id');
  }
}
