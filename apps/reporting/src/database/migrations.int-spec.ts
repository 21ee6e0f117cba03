import { migrate } from '@tiepdan/database';
import { createConsumerTables } from '@tiepdan/event-delivery';
import { createMatterTable, createStandingTables } from '@tiepdan/standing';
import { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from '@tiepdan/testkit';
import { reportingDatabase } from './database';

describe('the migrations of reporting', () => {
  const toNewest = (url: string) => migrate(reportingDatabase(url));

  it('make the shared tables as their libraries need them today', async () => {
    const builders = [createConsumerTables, createStandingTables, createMatterTable];
    expect(await tablesAgainstBuilders(toNewest, builders)).toEqual([]);
  });

  it('open no table to readers, because the service itself reads all of its books', async () => {
    expect(await rightsAgainstGuard(toNewest, () => Promise.resolve())).toEqual([]);
  });

  it('bring a database of November 2026 to what a new one is, and lose no row of it', async () => {
    const before = 'apps/reporting/src/database/testing/2026-11-27.sql';
    expect(await upgradedAgainstNew(toNewest, before)).toEqual([]);
  });
});
