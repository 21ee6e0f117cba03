import type { MigrationInterface, QueryRunner } from 'typeorm';
import { whoseMatterIsKnown } from '../../notices/notice-reach.repository';
import { guardTable, inConflictTold, matterColumns, openTable, unguardTable, withinTold } from '@tiepdan/standing';

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    for (const table of ['agency', 'standing_matter']) await openTable(run, table);
    await guardTable(
      run,
      'notice',
      `${withinTold({ agency: 'agency_id', officer: 'officer_id' })} and not exists (
         select from standing_matter m where m.id = notice.petition_id and ${inConflictTold(matterColumns)})
       and ${whoseMatterIsKnown('notice')}`,
    );
    await guardTable(run, 'delivery_attempt', 'exists (select from notice n where n.id = delivery_attempt.notice_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['delivery_attempt', 'notice']) await unguardTable((sql) => runner.query(sql), table);
  }
}
