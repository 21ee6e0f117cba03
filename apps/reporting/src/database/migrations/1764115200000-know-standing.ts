import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMatterTable, createStandingTables } from '@tiepdan/standing';

export class KnowStanding1764115200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await createStandingTables(run);
    await createMatterTable(run);
    // What was brought to a visit decides whether the visit may be named.
    await run('create index hearing_visit on hearing (visit_no)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hearing_visit');
    await runner.query('drop table standing_body, standing_officer, standing_matter');
  }
}
