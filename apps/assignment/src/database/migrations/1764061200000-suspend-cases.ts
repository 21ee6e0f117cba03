import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SuspendCases1764061200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table cases
        add column previous_state text,
        add column suspended_on date,
        add check ((previous_state is null) = (suspended_on is null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases drop column previous_state, drop column suspended_on');
  }
}
