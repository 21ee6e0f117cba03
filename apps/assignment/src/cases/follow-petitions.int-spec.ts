import { graphql, type GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { migrate, openDatabase } from '@tiepdan/database';
import { applyChunk } from '@tiepdan/event-delivery';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { openReader, openStandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from '../province/load-province.worker';
import { openCalendarBook } from '../calendar/calendar-book.repository';
import { assignmentDatabase } from '../database/database';
import { ownRegister } from '../duties/standing.repository';
import { assignmentSubgraph } from '../subgraph';
import { aClassifiedPetition, aReceivedPetition, aWithdrawnPetition, petitionId } from './case.examples';
import { petitionConsumer } from './petition.consumer';

const law = loadLaw('libs/law/data');
const province = loadProvince('libs/law/province/data');
const workflow = loadWorkflows('libs/law/data');
const now = () => new Date('2026-08-27T03:00:00Z');
const agencyId = province.agencyByCode('BTCD', toDay('2026-08-24'))!.id;
let consumer: ReturnType<typeof petitionConsumer>;

describe('cases that follow their petitions', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  let pool: Pool;
  let readerPool: Pool;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const database = await freshDatabase('assignment follow');
    stops.push(database.drop);
    await migrate(assignmentDatabase(database.url));
    ({ pool, readerPool } = await openDatabase(assignmentDatabase(database.url), (_, stop) => void stops.push(stop)));
    await loadProvinceInto(pool, province, now());
    const book = openCalendarBook(pool, law);
    const standing = openStandingBook(pool, now, ownRegister);
    consumer = petitionConsumer({ book, standing, workflow, now });
    const unheard = { wakeRelay: () => undefined, wakeRecomputation: () => undefined };
    ({ schema } = await assignmentSubgraph({
      pool,
      reader: openReader(readerPool),
      book,
      standing,
      workflow,
      now,
      ...unheard,
    }));
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  let offset = 0;
  type Event = Parameters<typeof consumer.apply>[1][number];
  const apply = (...events: Event[]) =>
    applyChunk(pool, consumer, {
      topic: 'intake.petition.v1',
      partition: 0,
      messages: events.map((event) => ({ offset: offset++, key: event.aggregateId, value: JSON.stringify(event) })),
    });
  const received = (number: number, data?: Parameters<typeof aReceivedPetition>[2]) =>
    aReceivedPetition(number, agencyId, data);
  const repeats = (number: number, original: number) =>
    aClassifiedPetition(number, agencyId, { direction: 'FILE', duplicateOfId: petitionId(original) });
  const withdrawn = (number: number, version: number, data?: Parameters<typeof aWithdrawnPetition>[2]) =>
    aWithdrawnPetition(number, agencyId, data, version);

  const ask = async (source: string, roles = ['head']) => {
    const contextValue = new SubgraphContext({ id: 'somebody', agencyId, roles }, '');
    const answer = await graphql({ schema, source, contextValue });
    return JSON.parse(JSON.stringify(answer)) as { data: any; errors?: any[] }; // eslint-disable-line @typescript-eslint/no-explicit-any
  };
  const caseOf = async (number: number) =>
    (
      await ask(
        `{ _entities(representations: [{ __typename: "Petition", id: "${petitionId(number)}" }]) {
           ... on Petition { case { id number state { code } petitions { nodes { id } } history(first: 100) { nodes { type } } } } } }`,
      )
    ).data._entities[0].case;
  const stateOf = async (number: number) => (await caseOf(number)).state.code;
  const parked = async () =>
    (await pool.query('select version, reason from parked_event order by version, reason')).rows.map(
      ({ version, reason }) => `${version} ${reason}`,
    );

  afterEach(async () => {
    const gaps = await pool.query(
      'select from event group by aggregate_id having max(aggregate_version) <> count(*) or min(aggregate_version) <> 1',
    );
    expect(gaps.rowCount).toBe(0);
    const behind = await pool.query(
      `select from cases c where version <> (select max(aggregate_version) from event where aggregate_id = c.id)`,
    );
    expect(behind.rowCount).toBe(0);
  });

  it('end when their only petition is taken back', async () => {
    await apply(received(1), withdrawn(1, 2));
    expect(await stateOf(1)).toBe('WITHDRAWN');
  });

  it('go on when there are signs that the petitioner was forced to take it back', async () => {
    await apply(received(2, { kind: 'DENUNCIATION' }), withdrawn(2, 2, { coerced: true }));
    expect(await stateOf(2)).toBe('RECEIVED');
    expect(await parked()).toEqual([]);
  });

  it('stay as they ended when the petition is taken back afterwards, and the petition is not kept aside', async () => {
    await apply(received(3), aClassifiedPetition(3, agencyId, { direction: 'GUIDE' }), withdrawn(3, 3));
    expect(await stateOf(3)).toBe('GUIDED');
    expect(await parked()).toEqual([]);
  });

  it('go on for whoever still asks for settlement, and end with the last one who took it back', async () => {
    await apply(received(4), received(5), repeats(5, 4), aClassifiedPetition(4, agencyId));
    await apply(withdrawn(4, 3));
    expect(await stateOf(5)).toBe('PROPOSED_ACCEPT');
    await apply(withdrawn(5, 3));
    expect(await stateOf(5)).toBe('WITHDRAWN');
    expect(await stateOf(4)).toBe('WITHDRAWN');
  });

  it('take over all petitions of a case whose own petition turns out to repeat theirs', async () => {
    await apply(received(6), received(7), received(8), repeats(8, 7));
    await apply(repeats(7, 6));
    const one = await caseOf(6);
    expect([(await caseOf(7)).id, (await caseOf(8)).id]).toEqual([one.id, one.id]);
    expect(one.petitions.nodes).toHaveLength(3);
    expect(one.history.nodes.map(({ type }: { type: string }) => type)).toEqual([
      'CaseOpened',
      'CasePetitionJoined',
      'CasePetitionJoined',
    ]);
  });

  it('take a petition that repeats one which has itself joined them, in the same chunk or later', async () => {
    await apply(received(9), received(10), received(11), received(12), repeats(10, 9), repeats(11, 10));
    await apply(repeats(12, 11));
    const one = await caseOf(9);
    for (const number of [10, 11, 12]) expect((await caseOf(number)).id).toBe(one.id);
    expect(one.petitions.nodes).toHaveLength(4);
  });

  it('keep aside a petition that repeats one nobody has heard of, while others go on', async () => {
    await apply(received(13), repeats(13, 999), received(14));
    expect(await stateOf(13)).toBe('RECEIVED');
    expect(await stateOf(14)).toBe('RECEIVED');
    expect(await parked()).toEqual(['2 ORIGINAL_UNKNOWN']);
  });

  it('keep aside a petition for an agency or a year the tables do not know, and draw no number for it', async () => {
    const before = (await caseOf(14)).number as string;
    await apply(
      received(15, { receivingAgencyId: petitionId(999) }),
      received(16, { receivedOn: '2031-01-06' }),
      received(17),
    );
    expect(await parked()).toEqual(['1 AGENCY_UNKNOWN', '1 CALENDAR_UNKNOWN', '2 ORIGINAL_UNKNOWN']);
    expect(Number((await caseOf(17)).number.slice(-6))).toBe(Number(before.slice(-6)) + 1);
  });

  it('follow any number of classifications, joins and withdrawals with the same statements', async () => {
    const chunk = async (from: number, count: number) => {
      const numbers = Array.from({ length: count }, (_, place) => from + place);
      await apply(...numbers.map((number) => received(number)));
      const counter = countStatements(pool, readerPool);
      await apply(...numbers.slice(1).map((number) => repeats(number, from)), aClassifiedPetition(from, agencyId));
      await apply(withdrawn(from, 3), ...numbers.slice(1).map((number) => withdrawn(number, 3)));
      counter.stop();
      expect(await stateOf(from + 1)).toBe('WITHDRAWN');
      return counter.statements.length;
    };
    expect(await chunk(200, 100)).toBe(await chunk(100, 2));
  });

  it('are not known to whoever may not read cases, by whatever way the question comes', async () => {
    const { id } = await caseOf(1);
    const entity = `{ _entities(representations: [{ __typename: "Case", id: "${id}" }]) { ... on Case { number } } }`;
    expect((await ask(entity)).data._entities).toEqual([{ number: expect.any(String) }]);
    const { data, errors } = await ask(entity, ['citizen']);
    expect([data._entities, errors?.map(({ message }) => message)]).toEqual([[null], ['FORBIDDEN']]);
  });

  it('refuse a cursor of another list as bad input, and find nothing for an id that cannot be one', async () => {
    const cursor = Buffer.from(JSON.stringify(['tomorrow', 'somebody'])).toString('base64url');
    for (const list of ['worklist', 'agencies']) {
      const { errors } = await ask(`{ ${list}(after: "${cursor}") { nodes { id } } }`);
      expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    }
    for (const list of ['worklist(filter: { agency: "x" })', 'worklist(filter: { officer: "x" })'])
      expect((await ask(`{ ${list} { nodes { id } } }`)).data).toEqual({ worklist: { nodes: [] } });
    expect((await ask('{ agencies(filter: { parent: "x" }) { nodes { id } } }')).data.agencies.nodes).toEqual([]);
  });

  it('find bodies whose names begin with Đ without accents, also where the database knows no lower case of it', async () => {
    const { data } = await ask('{ agencies(filter: { text: "dinh hoa" }, asOf: "2026-08-24") { nodes { code } } }');
    expect(data.agencies.nodes.map(({ code }: { code: string }) => code)).toContain('05569');
  });
});
