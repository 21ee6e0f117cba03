import { createAuditTables } from '@tiepdan/audit';
import { createIdempotencyTable, migrate } from '@tiepdan/database';
import { createConsumerTables, createOutbox } from '@tiepdan/event-delivery';
import { guardTable, handledByTold, inConflictTold, withinTold } from '@tiepdan/standing';
import { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from '@tiepdan/testkit';
import { caseMatter } from '../cases/case-reach.repository';
import { assignmentDatabase } from './database';

describe('the migrations of assignment', () => {
  const toNewest = (url: string) => migrate(assignmentDatabase(url));

  it('make the shared tables as their libraries need them today', async () => {
    const builders = [createOutbox, createConsumerTables, createIdempotencyTable, createAuditTables];
    expect(await tablesAgainstBuilders(toNewest, builders)).toEqual([]);
  });

  it('guard the rows by the conditions that readings use today', async () => {
    const guarded = await rightsAgainstGuard(toNewest, async (run) => {
      const within = withinTold({ agency: 'agency_id', officer: 'officer_id' });
      const isFree = `not ${inConflictTold(caseMatter('cases'))} and not (${handledByTold('earlier_handlers')})`;
      await guardTable(run, 'cases', `${within} and ${isFree}`);
      for (const part of ['case_petition', 'case_deadline', 'case_act'])
        await guardTable(run, part, `exists (select from cases c where c.id = ${part}.case_id)`);
      await guardTable(run, 'event', 'exists (select from cases c where c.id = event.aggregate_id)');
    });
    expect(guarded).toEqual([]);
  });

  it('bring a database of November 2026 to what a new one is, and lose no row of it', async () => {
    const before = 'apps/assignment/src/database/testing/2026-11-27.sql';
    expect(await upgradedAgainstNew(toNewest, before)).toEqual([]);
  });
});
