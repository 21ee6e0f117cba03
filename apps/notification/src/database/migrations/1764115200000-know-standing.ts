import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMatterTable, createStandingTables } from '@tiepdan/standing';

export class KnowStanding1764115200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await createStandingTables(run);
    await createMatterTable(run);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_body, standing_officer, standing_matter');
  }
}
