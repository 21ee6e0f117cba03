import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameOfficer1764028800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notice add column officer_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notice drop column officer_id');
  }
}
