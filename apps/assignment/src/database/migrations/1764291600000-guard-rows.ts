import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, handledByTold, inConflictTold, unguardTable, withinTold } from '@tiepdan/standing';
import { caseMatter } from '../../cases/case-reach.repository';

/** What belongs to a case is seen by whoever sees the case. */
const PARTS = ['case_petition', 'case_deadline', 'case_act'] as const;

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    await guardTable(
      run,
      'cases',
      `${withinTold({ agency: 'agency_id', officer: 'officer_id' })} and not ${inConflictTold(caseMatter('cases'))}
       and not (${handledByTold('earlier_handlers')})`,
    );
    for (const part of PARTS) await guardTable(run, part, `exists (select from cases c where c.id = ${part}.case_id)`);
    await guardTable(run, 'event', 'exists (select from cases c where c.id = event.aggregate_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['event', ...PARTS, 'cases']) await unguardTable((sql) => runner.query(sql), table);
  }
}
