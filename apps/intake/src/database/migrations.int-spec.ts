import { createAuditTables } from '@tiepdan/audit';
import { createIdempotencyTable, migrate } from '@tiepdan/database';
import { createConsumerTables, createOutbox } from '@tiepdan/event-delivery';
import { createStandingTables, guardTable, inConflictTold, openTable, withinTold } from '@tiepdan/standing';
import { rightsAgainstGuard, tablesAgainstBuilders, upgradedAgainstNew } from '@tiepdan/testkit';
import { petitionMatter } from '../reach/petition-reach.repository';
import { intakeDatabase } from './database';

describe('the migrations of intake', () => {
  const toNewest = (url: string) => migrate(intakeDatabase(url));

  it('make the shared tables as their libraries need them today', async () => {
    const builders = [createOutbox, createConsumerTables, createIdempotencyTable, createAuditTables];
    expect(await tablesAgainstBuilders(toNewest, [...builders, createStandingTables])).toEqual([]);
  });

  it('guard the rows by the conditions that readings use today', async () => {
    const guarded = await rightsAgainstGuard(toNewest, async (run) => {
      for (const table of ['visit_matter', 'person_key', 'protected_occasion', 'denouncer_keeping'])
        await openTable(run, table);
      const isFree = `not ${inConflictTold(petitionMatter('petition'))}`;
      await guardTable(run, 'petition', `${withinTold({ agency: 'receiving_agency_id' })} and ${isFree}`);
      const broughtInConflict = `select from visit_matter brought
        where brought.visit_id = visit.id and ${inConflictTold(petitionMatter('brought'))}`;
      await guardTable(run, 'visit', `${withinTold({ agency: 'agency_id' })} and not exists (${broughtInConflict})`);
      for (const part of ['petitioner', 'disclosure', 'denouncer', 'redaction'])
        await guardTable(run, part, `exists (select from petition p where p.id = ${part}.petition_id)`);
      await guardTable(run, 'visitor', 'exists (select from visit v where v.id = visitor.visit_id)');
      const came = 'exists (select from petitioner p where p.citizen_id = citizen.id)';
      const visited = 'exists (select from visitor v where v.citizen_id = citizen.id)';
      await guardTable(run, 'citizen', `${came} or ${visited}`);
    });
    expect(guarded).toEqual([]);
  });

  it('bring a database of November 2026 to what a new one is, and lose no row of it', async () => {
    const before = 'apps/intake/src/database/testing/2026-11-27.sql';
    expect(await upgradedAgainstNew(toNewest, before)).toEqual([]);
  });
});
