import { v7 } from 'uuid';
import { standingConsumer } from '@tiepdan/standing';
import type { Relation, Role } from '@tiepdan/access';
import { cellsAgainstTheTable, countStatements, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { callerOn, figures, form, quarter, type Caller } from '../testing/reporting.caller';
import { agencyEvent, openWorld, receivedEvent, visitEvent, type World } from '../testing/reporting.world';

const [province, department, division, commune] = [v7(), v7(), v7(), v7()];
const accused = v7();
const on = '2026-04-02';
/** Counted one by one, because it is no statutory window. */
const free = { form, from: '2026-04-01', to: '2026-04-30' };

describe('what stands behind a figure', () => {
  let database: FreshDatabase;
  let world: World;
  let caller: Caller;
  beforeAll(async () => {
    database = await freshDatabase('reporting access');
    world = await openWorld(database.url);
    const standing = [agencyEvent(province, 'Tỉnh'), agencyEvent(commune, 'Xã')];
    await standingConsumer('reporting/standing').apply(world.pool, [
      ...standing,
      { ...agencyEvent(department, 'Sở'), data: { ...agencyEvent(department, 'Sở').data, parentId: province } },
      { ...agencyEvent(division, 'Chi cục'), data: { ...agencyEvent(division, 'Chi cục').data, parentId: department } },
    ]);
    caller = await callerOn(world);
  });
  beforeEach(() =>
    database.asOwner(
      'truncate agency, subject, posting, balance_month, petition, petition_link, hearing, petition_case, standing_matter',
    ),
  );
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const inspector = { id: v7(), agencyId: province, roles: ['inspector'] };
  const head = { id: v7(), agencyId: department, roles: ['head'] };
  /** A visit with one petition; the ids of both. */
  const heard = async (agencyId: string, about: Partial<ReturnType<typeof receivedEvent>['data']> | null = {}) => {
    const petitionId = v7();
    const visit = visitEvent({ agencyId, arrivedOn: on, petitionIds: [petitionId] });
    const received = receivedEvent(petitionId, on);
    await world.deliver([visit, { ...received, data: { ...received.data, ...(about as object) } }]);
    if (about === null) await world.pool.query('delete from standing_matter where id = $1', [petitionId]);
    return { visitId: visit.aggregateId, petitionId };
  };
  const visitsBehind = async (as: Parameters<Caller['items']>[1], agency?: string) =>
    (await caller.items({ input: { ...quarter, agency }, column: '6' }, as)).nodes.map(({ visit }) => visit?.id);

  it('is shown to a head for the own body and those below, the figure itself to every officer', async () => {
    const [own, below, beside] = [await heard(department), await heard(division), await heard(commune)];
    expect(await visitsBehind(head)).toEqual([own.visitId, below.visitId]);
    expect(await visitsBehind(head, division)).toEqual([below.visitId]);
    expect(await visitsBehind(head, commune)).toEqual([]);
    expect(await visitsBehind(inspector)).toEqual([own.visitId, below.visitId, beside.visitId]);
    for (const input of [quarter, free]) {
      const { nodes, totalAmount } = await caller.items({ input, column: '3' }, head);
      expect(nodes.map(({ petition }) => petition?.id)).toEqual([own.petitionId, below.petitionId]);
      expect([totalAmount, figures(await caller.report(input))['3']]).toEqual([3, 3]);
    }
  });

  it('fills its pages with what is within reach, so that no gap tells of the rest', async () => {
    for (let count = 0; count < 4; count++) {
      await heard(commune);
      await heard(department);
    }
    for (const input of [quarter, free]) {
      const { nodes, pageInfo } = await caller.items({ input, column: '3', first: 3 }, head);
      expect([nodes.length, pageInfo.hasNextPage]).toEqual([3, true]);
      const next = await caller.items({ input, column: '3', first: 3, after: pageInfo.endCursor }, head);
      expect([next.nodes.length, next.pageInfo.hasNextPage]).toEqual([1, false]);
    }
  });

  it.each<[string, object | null, boolean]>([
    ['a plain complaint', {}, true],
    ['a complaint about a body', { respondentAgencyId: department }, true],
    ['a denunciation', { kind: 'DENUNCIATION' }, false],
    ['a complaint about an officer', { respondentOfficerId: accused }, false],
    ['a petition nobody has told of yet', null, false],
  ])(
    'names a visit, a petition or a case where it may be named, and shows everybody the same: %s',
    async (_, about, isNamed) => {
      const { visitId, petitionId } = await heard(department, about);
      for (const input of [quarter, free]) {
        for (const [column, named] of [
          ['6', { visit: { id: visitId } }],
          ['3', { petition: { id: petitionId } }],
        ] as const)
          // Whoever is accused sees what everybody sees.
          for (const as of [inspector, { ...inspector, id: accused }, head, { ...head, id: accused }]) {
            if (input === free && column === '6') continue;
            const { nodes, totalAmount } = await caller.items({ input, column }, as);
            const ids = { visit: null, petition: null, case: null, ...(isNamed ? named : {}) };
            expect([nodes, totalAmount]).toEqual([[{ amount: 1, effectiveOn: on, ...ids }], 1]);
          }
      }
    },
  );

  it('readReport, readReportItems: are done where the table allows it, by every role in every relation, and nowhere else', async () => {
    /** Figures belong to a body and to nobody's case; who is in conflict sees them like everybody, without names. */
    const places = { OWN_AGENCY: department, SUPERIOR: division, NONE: commune };
    for (const body of Object.values(places)) await heard(body);
    const among = Object.keys(places) as (keyof typeof places)[];
    const as = (role: Role) => ({ id: v7(), agencyId: department, roles: [role] });
    const isShown = async (role: Role) => (await caller.reportError(quarter, role)) === undefined;
    expect(await cellsAgainstTheTable('readReport', isShown, { among })).toEqual([]);
    const isItemShown = async (role: Role, relation: Relation) => {
      const agency = places[relation as keyof typeof places];
      if ((await caller.itemsError({ input: quarter, column: '6' }, role)) !== undefined) return false;
      return (await visitsBehind(as(role), agency)).length > 0;
    };
    expect(await cellsAgainstTheTable('readReportItems', isItemShown, { among })).toEqual([]);
  });

  it('costs one statement more for whoever does not see everything', async () => {
    await heard(department);
    const count = async (as: typeof head) => {
      const counter = countStatements(world.pool);
      await caller.items({ input: quarter, column: '6' }, as);
      counter.stop();
      return counter.statements.length;
    };
    expect((await count(head)) - (await count(inspector))).toBe(1);
  });
});
