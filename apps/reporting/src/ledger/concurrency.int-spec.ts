import { v7 } from 'uuid';
import { inTransaction } from '@tiepdan/database';
import { toDay } from '@tiepdan/dated-table';
import { freshDatabase, until, type FreshDatabase } from '@tiepdan/testkit';
import {
  agencyEvent,
  bookkeeping,
  byTopic,
  classifiedEvent,
  law,
  openWorld,
  randomFrom,
  randomHistory,
  shuffled,
  visitEvent,
  type AnyEvent,
  type World,
} from '../testing/reporting.world';
import { writePostings } from './books.repository';
import { checkBooks } from './check-books.repository';
import type { Posting } from './posting';

const sound = { wrongBalances: 0, doublePostings: 0, strayPostings: 0 };
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const agencyIds = [v7(), v7(), v7()];

describe('several appliers at once', () => {
  let database: FreshDatabase;
  let world: World;
  beforeEach(async () => {
    database = await freshDatabase('reporting concurrency');
    world = await openWorld(database.url);
  });
  afterEach(async () => {
    await world.close();
    await database.drop();
  });

  /** Applies one event, and while that is not committed yet, delivers another one that has to wait for it. */
  const whileUncommitted = async (first: AnyEvent, second: AnyEvent): Promise<void> => {
    let waiting: Promise<void> | undefined;
    await inTransaction(world.pool, async (client) => {
      await world.consumer.apply(client, [first]);
      waiting = world.deliver([second], { partition: 5 });
      await until(async () => {
        const { rowCount } = await database.asOwner(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rowCount;
      });
    });
    await waiting;
  };
  const mattersHeard = async (): Promise<number> => {
    const { rows } = await world.pool.query<{ heard: number }>(
      `select coalesce(sum(amount), 0)::int as heard from posting join account using (account) where family = 'heard' and win & 1 = 1`,
    );
    return rows[0]!.heard;
  };

  it('count a matter once when it is heard twice in the same moment', async () => {
    const petitionId = v7();
    const visit = () => visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [petitionId] });
    // Agency and petition have their numbers already, so that nothing but the matter itself is waited for.
    await world.deliver([agencyEvent(agencyIds[0]!, 'Xã Đồng Hỷ'), classifiedEvent(petitionId, null, '2026-02-01', 1)]);
    await whileUncommitted(visit(), visit());
    expect(await mattersHeard()).toBe(1);
  });

  it('count a matter once when a petition is heard in the moment another one is found to repeat it', async () => {
    const [original, again] = [v7(), v7()];
    const visit = (petitionId: string) =>
      visitEvent({ agencyId: agencyIds[0]!, arrivedOn: '2026-02-03', petitionIds: [petitionId] });
    await world.deliver([classifiedEvent(original, null, '2026-02-01', 1), visit(again)]);
    await whileUncommitted(classifiedEvent(again, original, '2026-02-04', 1), visit(original));
    expect(await mattersHeard()).toBe(1);
  });

  it('take balances in the order of their key, so that none waits for ever', async () => {
    const postings = Array.from({ length: 4_000 }, (_, index): Posting => {
      const day = toDay('2026-02-03');
      const agencyNo = index % 1_000;
      return {
        id: index,
        amount: 1,
        subjectNo: 1,
        effectiveOn: day,
        recordedOn: day,
        agencyNo,
        account: 101 + Math.floor(index / 1_000),
      };
    });
    const write = (entries: readonly Posting[]) =>
      inTransaction(world.pool, (client) => writePostings(client, bookkeeping, entries));
    for (let round = 0; round < 5; round++) await Promise.all([write(postings), write(postings.toReversed())]);
    const { rows } = await world.pool.query('select distinct amount::int from balance_month');
    expect(rows).toEqual([{ amount: 10 }]);
  });

  it(`leave the same books as one alone (seed ${seed})`, async () => {
    const history = randomHistory(randomFrom(seed), agencyIds, 240);
    await world.deliver(byTopic(history));
    const alone = await world.net();
    const other = await freshDatabase('reporting concurrency');
    const together = await openWorld(other.url);
    const shares = Map.groupBy(
      shuffled(history, randomFrom(seed)),
      ({ aggregateId }) => Number.parseInt(aggregateId.slice(-2), 16) % 6,
    );
    // Half of them begin with petitions, so that visits and duplicates of the same matters meet.
    const work = [...shares].map(([partition, events]) =>
      together.deliver(byTopic(partition % 2 ? events : events.toReversed()), { partition, chunk: 25 }),
    );
    await Promise.all(work);
    expect(await together.net()).toEqual(alone);
    expect(await checkBooks(together.pool, law)).toEqual(sound);
    await together.close();
    await other.drop();
  });
});
