import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowAuditTables, widenAuditTables } from '@tiepdan/audit';

export class WidenAudit1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenAuditTables((sql) => runner.query(sql));
  }

  async down(runner: QueryRunner): Promise<void> {
    await narrowAuditTables((sql) => runner.query(sql));
  }
}
