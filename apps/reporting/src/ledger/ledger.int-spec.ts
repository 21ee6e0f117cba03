import { v7 } from 'uuid';
import { applyChunk, listParked } from '@tiepdan/event-delivery';
import { countStatements, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import {
  agencyEvent,
  bookkeeping,
  caseEvent,
  classifiedEvent,
  joinedEvent,
  law,
  openWorld,
  randomFrom,
  randomHistory,
  shuffled,
  visitEvent,
  type AnyEvent,
  type World,
} from '../testing/reporting.world';
import { storeChart } from './books.repository';
import { checkBooks } from './check-books.repository';

const sound = { wrongBalances: 0, doublePostings: 0, strayPostings: 0 };
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

describe('the ledger', () => {
  const opened: { world: World; database: FreshDatabase }[] = [];
  const newWorld = async (): Promise<World> => {
    const database = await freshDatabase('reporting ledger');
    const world = await openWorld(database.url);
    opened.push({ world, database });
    return world;
  };
  afterEach(async () => {
    for (const { world, database } of opened.splice(0)) {
      await world.close();
      await database.drop();
    }
  });
  const agencyIds = [v7(), v7(), v7()];

  it('does not count a visit that was turned away', async () => {
    const world = await newWorld();
    const petitionId = v7();
    const told = { agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [petitionId] };
    await world.deliver([visitEvent({ ...told, refusalGround: 'TCD9.1' })]);
    expect(await world.net()).toEqual([]);
  });

  it('posts visit, visitors and the matter, by mode and group, on the day of arrival', async () => {
    const world = await newWorld();
    const told = { agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [v7()] };
    await world.deliver([visitEvent({ ...told, receivedBy: 'HEAD', visitorCount: 5 }, '2026-02-20')]);
    const { chart } = bookkeeping;
    const line = (account: number, amount: number) => `${agencyIds[0]}|${account}|2026-02-03|2026-02-20|${amount}`;
    expect(await world.net()).toEqual([
      line(chart.visit('HEAD', 'GROUP'), 1),
      line(chart.person('HEAD', 'GROUP'), 5),
      line(chart.heard('HEAD', 7), 1),
    ]);
  });

  it('takes a visit late on a UTC day as recorded on the next day of the province', async () => {
    const world = await newWorld();
    const visit = visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-04' });
    await world.deliver([{ ...visit, recordedAt: '2026-02-03T17:30:00.000Z' }]);
    expect((await world.net())[0]).toContain('|2026-02-04|2026-02-04|');
  });

  it('parks a visit from before all reporting periods, and that visit only', async () => {
    const world = await newWorld();
    const early = visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '1999-02-03' }, '2026-02-03');
    await world.deliver([early, visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03' })]);
    expect(await listParked(world.pool)).toMatchObject([
      { aggregateId: early.aggregateId, reason: 'DAY_BEFORE_BOOKS' },
    ]);
    expect(await world.net()).toHaveLength(2);
  });

  it(`is the same when everything is delivered again (seed ${seed})`, async () => {
    const world = await newWorld();
    const history = randomHistory(randomFrom(seed), agencyIds, 60);
    await world.deliver(history);
    const before = await world.net();
    await world.deliver(history, { partition: 1 });
    expect(await world.net()).toEqual(before);
    expect(before.length).toBeGreaterThan(50);
  });

  it(`is the same, also as known on every day, in whatever order topics and aggregates arrive (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const history = randomHistory(random, agencyIds, 50);
    const inOrder = await newWorld();
    await inOrder.deliver(history);
    expect(await checkBooks(inOrder.pool, law)).toEqual(sound);
    for (let round = 0; round < 2; round++) {
      const world = await newWorld();
      await world.deliver(versionsInOrder(shuffled(history, random)), { chunk: 1 + random(40) });
      expect(await world.net()).toEqual(await inOrder.net());
      expect(await checkBooks(world.pool, law)).toEqual(sound);
    }
  });

  it('takes the same number of statements for 500 events as for 5', async () => {
    const world = await newWorld();
    const petitionIds = Array.from({ length: 505 }, () => v7());
    const visits = petitionIds.map((id) =>
      visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [id] }),
    );
    const links = petitionIds.map((id, index) => classifiedEvent(id, petitionIds[index - 1] ?? null, '2026-02-09', 1));
    const counter = countStatements(world.pool);
    const counted = async (events: AnyEvent[]) => {
      counter.reset();
      await world.deliver(events);
      return counter.statements.length;
    };
    await counted(visits.slice(0, 1));
    expect(await counted(visits.slice(5))).toBe(await counted(visits.slice(1, 5)));
    await counted(links.slice(0, 2));
    const many = await counted(links.slice(2, 502));
    expect(many).toBe(await counted(links.slice(502)));
    expect(many).toBeLessThan(25);
    counter.stop();
    expect(await checkBooks(world.pool, law)).toEqual(sound);
  });

  it('knows the name of an agency and the case a petition joined last, whatever comes first', async () => {
    const [petitionId, ownCase, joinedCase] = [v7(), v7(), v7()];
    const visit = visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [petitionId] });
    const named = agencyEvent(agencyIds[0]!, 'Xã Đồng Hỷ');
    const opened = caseEvent(petitionId, '2026-02-03', ownCase);
    const joined = joinedEvent(petitionId, '2026-02-05', joinedCase);
    for (const events of [
      [named, visit, opened, joined],
      [joined, opened, visit, named],
    ]) {
      const world = await newWorld();
      await world.deliver(events, { chunk: 1 });
      const { rows } = await world.pool.query(
        `select a.name, c.case_id as case from posting p join agency a on a.no = p.agency
         join petition_case c on c.petition_no = p.subject_no`,
      );
      expect(rows).toEqual([{ name: 'Xã Đồng Hỷ', case: joinedCase }]);
    }
  });

  it(`numbers postings by the place of their event at its source, whatever chunks it arrives in (seed ${seed})`, async () => {
    const history = randomHistory(randomFrom(seed), agencyIds, 40);
    const [first, rebuilt] = [await newWorld(), await newWorld()];
    await first.deliver(history, { chunk: 7 });
    await rebuilt.deliver(history);
    const entries = async ({ pool }: World) =>
      (
        await pool.query(
          'select posting_id, amount, effective_on, recorded_on, account from posting order by posting_id',
        )
      ).rows;
    expect(await entries(rebuilt)).toEqual(await entries(first));
    expect((await entries(first)).length).toBeGreaterThan(60);
  });

  it('changes nothing when a chunk fails halfway', async () => {
    const world = await newWorld();
    const visit = visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03' });
    const broken = {
      ...world.consumer,
      apply: (...args: Parameters<typeof world.consumer.apply>) =>
        world.consumer.apply(...args).then(() => Promise.reject(new Error('the power failed'))),
    };
    const chunk = {
      topic: visit.topic,
      partition: 0,
      messages: [{ offset: 0, key: visit.aggregateId, value: JSON.stringify(visit) }],
    };
    await expect(applyChunk(world.pool, broken, chunk)).rejects.toThrow('the power failed');
    expect(await world.net()).toEqual([]);
    await world.deliver([visit]);
    expect(await world.net()).toHaveLength(2);
  });

  it('notices a wrong balance, a posting written twice and an account without meaning', async () => {
    const world = await newWorld();
    await world.deliver(randomHistory(randomFrom(seed), agencyIds, 20));
    expect(await checkBooks(world.pool, law)).toEqual(sound);
    await world.pool.query(
      `update balance_month set amount = amount + 1 where ctid = (select min(ctid) from balance_month)`,
    );
    await world.pool.query(`insert into posting select * from posting limit 1`);
    await world.pool.query(`update posting set account = 999 where ctid = (select min(ctid) from posting)`);
    const checked = await checkBooks(world.pool, law);
    expect(checked.wrongBalances).toBeGreaterThan(0);
    expect(checked).toMatchObject({ doublePostings: 1, strayPostings: 1 });
  });

  it('does not start with an account that means something else in the books', async () => {
    const world = await newWorld();
    const [first, ...rest] = bookkeeping.chart.accounts;
    await expect(storeChart(world.pool, [{ ...first!, mode: 'HEAD' }, ...rest])).rejects.toThrow(
      `Account ${first!.code}`,
    );
  });
});

/** Events of one aggregate always come in the order of their versions. */
function versionsInOrder(events: readonly AnyEvent[]): AnyEvent[] {
  const waiting = Map.groupBy(events, ({ aggregateId }) => aggregateId);
  for (const ofAggregate of waiting.values())
    ofAggregate.sort((one, other) => one.aggregateVersion - other.aggregateVersion);
  return events.map(({ aggregateId }) => waiting.get(aggregateId)!.shift()!);
}
