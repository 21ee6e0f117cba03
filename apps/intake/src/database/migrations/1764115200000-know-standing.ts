import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createStandingTables } from '@tiepdan/standing';

export class KnowStanding1764115200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createStandingTables((sql) => runner.query(sql));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_body, standing_officer');
  }
}
