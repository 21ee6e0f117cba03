import { v7 } from 'uuid';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { callerOn, figures, form, quarter, year, type Caller } from '../testing/reporting.caller';
import {
  byTopic,
  openWorld,
  randomFrom,
  randomHistory,
  type AnyEvent,
  type VisitTold,
  type World,
} from '../testing/reporting.world';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

describe(`the figures of a random year (seed ${seed})`, () => {
  const agencyIds = [v7(), v7()];
  const history = randomHistory(randomFrom(seed), agencyIds, 150);
  let database: FreshDatabase;
  let world: World;
  let caller: Caller;
  beforeAll(async () => {
    database = await freshDatabase('reporting figures');
    world = await openWorld(database.url);
    caller = await callerOn(world);
    await world.deliver(byTopic(history));
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  it.each([
    ['a year', year],
    ['six months', { form, from: '2025-12-15', to: '2026-06-14' }],
    ['a quarter', quarter],
    ['a reporting month', { form, from: '2026-04-15', to: '2026-05-14' }],
    ['a quarter so far', { form, from: '2026-03-15', to: '2026-05-02' }],
    ['days of no statutory window', { form, from: '2026-01-20', to: '2026-05-03' }],
    ['a quarter as known in its middle', { ...quarter, knownAt: '2026-05-05T03:00:00Z' }],
    ['days as known later', { form, from: '2026-01-20', to: '2026-05-03', knownAt: '2026-05-10T03:00:00Z' }],
  ])('are the sum of their items in every column, and keep every formula: %s', async (_, input) => {
    const answer = await caller.report(input);
    expect(answer.checks.map(({ formula, holds, detail }) => [formula, holds, detail])).toEqual([
      ['1 = 5+11+17', true, null],
      ['2 = 6+12+18', true, null],
      ['3 = 7+13+19', true, null],
      ['4 = 8+14+20', true, null],
      ['mọi ô ≥ 0', true, null],
    ]);
    let listed = 0;
    for (const { agency, cells } of answer.rows)
      for (const { column, value } of cells) {
        const found = await caller.allItems({ input, agency: agency?.id, column });
        const sum = found.nodes.reduce((total, { amount }) => total + amount, 0);
        expect({ column, sum, total: found.totalAmount }).toEqual({ column, sum: value ?? 0, total: value ?? 0 });
        listed += found.nodes.length;
      }
    expect(listed).toBeGreaterThan(20);
  });

  it.each([
    ['a year', year],
    ['a quarter', quarter],
    ['a reporting month', { form, from: '2026-04-15', to: '2026-05-14' }],
    ['a year so far', { form, from: '2025-12-15', to: '2026-07-07' }],
    ['free days', { form, from: '2026-01-20', to: '2026-05-03' }],
  ])('are what counting the events by hand gives: %s', async (_, input) => {
    const answer = await caller.report(input);
    for (const [index, agencyId] of agencyIds.entries())
      expect(figures(answer, `Xã số ${index + 1}`)).toMatchObject(countedByHand(history, agencyId, input));
  });
});

/** Columns of form 01/TCD without the books: straight from the events. */
function countedByHand(history: readonly AnyEvent[], agencyId: string, { from, to }: { from: string; to: string }) {
  const duplicateOf = new Map<string, string | null>();
  for (const event of history.toSorted((one, other) => one.aggregateVersion - other.aggregateVersion))
    if (event.type === 'PetitionClassified') duplicateOf.set(event.aggregateId, event.data.duplicateOfId);
  const matterOf = (id: string): string => (duplicateOf.get(id) ? matterOf(duplicateOf.get(id)!) : id);
  const visits = history
    .filter((event) => event.type === 'VisitRegistered')
    .map(({ data }) => data)
    .filter((visit) => visit.agencyId === agencyId && visit.refusalGround === null)
    .filter(({ arrivedOn }) => from <= arrivedOn && arrivedOn <= to);
  const heardIn = new Map<string, VisitTold['receivedBy']>();
  for (const mode of ['REGULAR', 'AUTHORISED', 'HEAD'] as const)
    for (const visit of visits.filter(({ receivedBy }) => receivedBy === mode))
      for (const petitionId of visit.petitionIds) heardIn.set(matterOf(petitionId), mode);
  const people = (told: readonly VisitTold[]) => told.reduce((sum, { visitorCount }) => sum + visitorCount, 0);
  const columns: Record<string, number> = { 1: visits.length, 2: people(visits), 3: heardIn.size };
  const firstColumns = [
    ['REGULAR', 5],
    ['HEAD', 11],
    ['AUTHORISED', 17],
  ] as const;
  for (const [mode, first] of firstColumns) {
    const ofMode = visits.filter(({ receivedBy }) => receivedBy === mode);
    const groups = ofMode.filter(({ visitorCount }) => visitorCount >= 5);
    const matters = [...heardIn.values()].filter((each) => each === mode).length;
    [ofMode.length, people(ofMode), matters, groups.length, people(groups)].forEach((value, index) => {
      columns[first + index] = value;
    });
  }
  return columns;
}
