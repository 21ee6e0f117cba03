import { createAuditTables } from '@tiepdan/audit';
import { createIdempotencyTable, migrate } from '@tiepdan/database';
import { createConsumerTables, createOutbox } from '@tiepdan/event-delivery';
import {
  createMatterTable,
  createStandingTables,
  guardTable,
  inConflictTold,
  matterColumns,
  openTable,
  withinTold,
} from '@tiepdan/standing';
import { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from '@tiepdan/testkit';
import { whoseMatterIsKnown } from '../notices/notice-reach.repository';
import { notificationDatabase } from './database';

describe('the migrations of notification', () => {
  const toNewest = (url: string) => migrate(notificationDatabase(url));

  it('make the shared tables as their libraries need them today', async () => {
    const builders = [createOutbox, createConsumerTables, createIdempotencyTable, createAuditTables];
    expect(await tablesAgainstBuilders(toNewest, [...builders, createStandingTables, createMatterTable])).toEqual([]);
  });

  it('guard the rows by the conditions that readings use today', async () => {
    const guarded = await rightsAgainstGuard(toNewest, async (run) => {
      for (const table of ['agency', 'standing_matter']) await openTable(run, table);
      const within = withinTold({ agency: 'agency_id', officer: 'officer_id' });
      const inConflict = `select from standing_matter m where m.id = notice.petition_id and ${inConflictTold(matterColumns)}`;
      await guardTable(run, 'notice', `${within} and not exists (${inConflict}) and ${whoseMatterIsKnown('notice')}`);
      const ofNotice = 'select from notice n where n.id = delivery_attempt.notice_id';
      await guardTable(run, 'delivery_attempt', `exists (${ofNotice})`);
    });
    expect(guarded).toEqual([]);
  });

  it('bring a database of November 2026 to what a new one is, and lose no row of it', async () => {
    const before = 'apps/notification/src/database/testing/2026-11-27.sql';
    expect(await upgradedAgainstNew(toNewest, before)).toEqual([]);
  });
});
