import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import type { OfficerEvent } from '@tiepdan/contract-assignment';
import type { Recorded } from '@tiepdan/event-contract';
import type { Answer, ServiceWorld } from '@tiepdan/service-world';
import { matterConsumer, standingConsumer } from '@tiepdan/standing';
import { freshDatabase } from '@tiepdan/testkit';
import { openNotificationWorld } from '../testing/notification.world';
import {
  aBody as body,
  agencyId as commune,
  anAcceptedCase,
  aReceivedPetition as received,
  caseId as id,
  movedDeadlines,
} from './notice.examples';
import { notificationConsumer } from './notification.consumer';

const [board, hamlet, ward] = [id(501), id(502), id(503)];
const [head, clerk, elsewhere] = [id(601), id(602), id(603)];
const stamps = { position: 1, occurredAt: '2026-08-24T02:00:00.000Z', recordedAt: '2026-08-24T02:00:00.100Z' };

const headOfCommune: Recorded<OfficerEvent> = {
  ...stamps,
  topic: 'assignment.officer.v1',
  type: 'OfficerRegistered',
  aggregateId: head,
  aggregateVersion: 1,
  data: {
    agencyId: commune,
    duties: [{ role: 'head', agencyId: commune, validFrom: '2014-07-01', validTo: null }],
    suspended: false,
  },
};
const petitionOf = (number: number) => anAcceptedCase(number).data.petitionId;

describe('whose notices an officer may find', () => {
  const matters = matterConsumer('notification/matters');
  let pool: Pool;
  let world: ServiceWorld;
  const at = new Date('2026-08-24T02:00:00Z');
  beforeAll(async () => {
    world = await openNotificationWorld(await freshDatabase('notice_access'), () => at);
    ({ pool } = world);
    await standingConsumer('notification/standing').apply(pool, [
      body(board, null),
      body(commune, board),
      body(hamlet, commune),
      body(ward, board),
      headOfCommune,
    ]);
    await notificationConsumer.apply(pool, [
      anAcceptedCase(1),
      anAcceptedCase(2, { agencyId: hamlet }),
      anAcceptedCase(3, { agencyId: ward, kind: 'DENUNCIATION', petitionId: id(703) }),
      anAcceptedCase(4, { agencyId: commune, petitionId: id(704) }),
      movedDeadlines(1, elsewhere),
    ]);
    await matters.apply(pool, [
      received(petitionOf(1), {}),
      received(petitionOf(2), {}),
      received(id(704), { respondentOfficerId: clerk }),
    ]);
    await world.standing.today();
  });
  afterAll(() => world.close());
  const ask = async (source: string, as: Principal) => {
    let answer!: Answer;
    const statements = await world.statementsOf(async () => (answer = await world.ask(source, { as })));
    return { data: answer.data, errors: answer.errors, count: statements.length };
  };
  const idOf = async (number: number): Promise<string> =>
    (await pool.query('select id from notice where case_id = $1', [id(number)])).rows[0].id;
  const ways = (notice: string, number: number) => [
    `{ _entities(representations: [{ __typename: "Notice", id: "${notice}" }]) { ... on Notice { id } } }`,
    `{ _entities(representations: [{ __typename: "Case", id: "${id(number)}" }]) { ... on Case { notices { nodes { id } } } } }`,
    `{ notices(filter: { case: "${id(number)}" }) { nodes { id } } }`,
  ];
  /** Which of the cases' notices a person finds, the same in every way of asking. */
  const found = async (principal: Principal): Promise<number[]> => {
    const seen: number[] = [];
    for (const number of [1, 2, 3, 4]) {
      const notice = await idOf(number);
      const answers = await Promise.all(ways(notice, number).map((way) => ask(way, principal)));
      const isIn = answers.map(({ data }) => JSON.stringify(data).includes(notice));
      expect(new Set(isIn).size).toBe(1);
      if (isIn[0]) seen.push(number);
    }
    return seen;
  };
  const follower = { id: id(604), agencyId: board, roles: ['inspector'] };

  it('are those of the own body, with those below for its head, and all for who follows the province', async () => {
    await matters.apply(pool, [received(id(703), { kind: 'DENUNCIATION' })]);
    expect(await found({ id: id(605), agencyId: commune, roles: ['processor'] })).toEqual([1, 4]);
    expect(await found({ id: id(605), agencyId: commune, roles: ['administrator'] })).toEqual([1, 4]);
    expect(await found({ id: id(605), agencyId: commune, roles: ['head'] })).toEqual([1, 2, 4]);
    expect(await found(follower)).toEqual([1, 2, 3, 4]);
  });

  it('are never about oneself, nor about a denunciation of one’s head or body', async () => {
    expect(await found({ id: clerk, agencyId: commune, roles: ['processor'] })).toEqual([1]);
    expect(await found({ ...follower, id: clerk })).toEqual([1, 2, 3]);
    await pool.query('update standing_matter set respondent_officer_id = $2 where id = $1', [id(703), head]);
    expect(await found({ id: id(606), agencyId: hamlet, roles: ['inspector'] })).toEqual([1, 2, 4]);
    await pool.query(
      'update standing_matter set respondent_officer_id = null, respondent_agency_id = $2 where id = $1',
      [id(703), ward],
    );
    expect(await found({ id: id(607), agencyId: ward, roles: ['processor'] })).toEqual([]);
    expect(await found(follower)).toEqual([1, 2, 3, 4]);
  });

  it('are closed as long as nobody has heard whom a petition is about, be it a denunciation or a complaint about an officer', async () => {
    await pool.query('delete from standing_matter where id = any($1::uuid[])', [[id(703), id(704)]]);
    expect(await found(follower)).toEqual([1, 2]);
    expect(await found({ id: clerk, agencyId: commune, roles: ['processor'] })).toEqual([1]);
  });

  it('are told to the officer they are for, wherever the officer serves', async () => {
    const { data } = await ask('{ notices(filter: { channel: IN_APP }) { nodes { template text } } }', {
      id: elsewhere,
      agencyId: ward,
      roles: ['resolver'],
    });
    expect(data.notices.nodes).toMatchObject([{ template: 'deadlines-moved', text: expect.stringContaining('Lịch') }]);
  });

  it('look like notices that do not exist, at the same cost, also when acknowledged', async () => {
    const stranger = { id: id(607), agencyId: ward, roles: ['processor'] };
    const notice = await idOf(1);
    const entity = (wanted: string) => ask(ways(wanted, 99)[0]!, stranger);
    expect(await entity(notice)).toEqual(await entity(id(999)));
    const acknowledge = (wanted: string, key: string) =>
      ask(
        `mutation { acknowledgeNotice(input: { notice: "${wanted}", expectedVersion: 1 }, idempotencyKey: "${key}") {
           ... on NoticeRefused { code } ... on Notice { id } } }`,
        stranger,
      );
    const tried = await acknowledge(notice, 'tried-once');
    expect(tried.data.acknowledgeNotice).toEqual({ code: 'NOTICE_UNKNOWN' });
    expect(await acknowledge(id(999), 'tried-again')).toEqual(tried);
    expect((await ask('{ notices(filter: { case: "no-id" }) { nodes { id } } }', stranger)).errors).toBeUndefined();
  });

  it('show their text at the body itself and to those who watch over all, not to a head above', async () => {
    const text = async (principal: Principal, number = 2) =>
      (await ask(`{ notices(filter: { case: "${id(number)}" }) { nodes { text } } }`, principal)).data.notices.nodes[0]
        ?.text;
    expect(await text({ id: head, agencyId: commune, roles: ['head'] })).toBeNull();
    expect(await text({ id: id(608), agencyId: hamlet, roles: ['head'] })).toContain('đã được thụ lý');
    expect(await text(follower)).toContain('đã được thụ lý');
    expect((await ask('{ notices { nodes { id } } }', { ...follower, roles: ['analyst'] })).errors).toHaveLength(1);
  });
});
