import type { Relation, Role } from '@tiepdan/access';
import type { ServiceWorld } from '@tiepdan/service-world';
import { matterConsumer, standingConsumer } from '@tiepdan/standing';
import { cellsAgainstTheTable, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { openNotificationWorld } from '../testing/notification.world';
import { aBody, anAcceptedCase, aReceivedPetition, caseId as id } from './notice.examples';
import { notificationConsumer } from './notification.consumer';

const [province, department, division, sister] = [id(501), id(502), id(503), id(504)];
const me = id(601);
/** Number of the case whose notice stands in a relation to the caller, and the body the notice is written for. */
const places: Readonly<Record<Relation, readonly [number: number, body: string]>> = {
  EXCLUDED: [1, department],
  OWN_CASE: [2, sister],
  OWN_AGENCY: [3, department],
  SUPERIOR: [4, division],
  NONE: [5, sister],
};

describe('everything notification does, by every role, in every relation', () => {
  const at = new Date('2026-08-24T02:00:00Z');
  let database: FreshDatabase;
  let world: ServiceWorld;
  let keys = 0;
  beforeAll(async () => {
    database = await freshDatabase('notification_walk');
    world = await openNotificationWorld(database, () => at);
    const { pool } = world;
    const bodies = [
      aBody(province, null),
      aBody(department, province),
      aBody(division, department),
      aBody(sister, province),
    ];
    await standingConsumer('notification/standing').apply(pool, bodies);
    const cases = Object.values(places).map(([number, agencyId]) =>
      anAcceptedCase(number, { agencyId, petitionId: id(700 + number) }),
    );
    await notificationConsumer.apply(pool, cases);
    await matterConsumer('notification/matters').apply(pool, [
      aReceivedPetition(id(701), { respondentOfficerId: me }),
      ...[702, 703, 704, 705].map((number) => aReceivedPetition(id(number), {})),
    ]);
    await database.asOwner('update notice set officer_id = $2 where case_id = $1', [id(places.OWN_CASE[0]), me]);
  });
  afterAll(() => world.close());

  const ask = async (source: string, role: Role) =>
    (await world.ask(source, { as: { id: me, agencyId: department, roles: [role] } })).data;
  const shown = async (role: Role, relation: Relation, fields: string) =>
    (await ask(`{ notices(filter: { case: "${id(places[relation][0])}" }) { nodes { ${fields} } } }`, role))?.notices
      .nodes[0];

  it('readNotice is done where the table allows it, and nowhere else', async () => {
    const isFound = async (role: Role, relation: Relation) => (await shown(role, relation, 'id')) !== undefined;
    expect(await cellsAgainstTheTable('readNotice', isFound)).toEqual([]);
  });

  it('readNoticeText is done where the table allows it, and nowhere else', async () => {
    const isRead = async (role: Role, relation: Relation) => (await shown(role, relation, 'text'))?.text != null;
    expect(await cellsAgainstTheTable('readNoticeText', isRead)).toEqual([]);
  });

  it('acknowledgeNotice is done where the table allows it, and nowhere else', async () => {
    const noticeOf = async (relation: Relation) =>
      (await database.asOwner('select * from notice where case_id = $1', [id(places[relation][0])])).rows[0];
    const isAcknowledged = async (role: Role, relation: Relation) => {
      const before = await noticeOf(relation);
      const data = await ask(
        `mutation { acknowledgeNotice(input: { notice: "${before.id}", expectedVersion: ${before.version} },
           idempotencyKey: "walk-${String(++keys).padStart(5, '0')}") { __typename } }`,
        role,
      );
      const isDone = data?.acknowledgeNotice.__typename === 'Notice';
      if (!isDone) expect([role, relation, await noticeOf(relation)]).toEqual([role, relation, before]);
      await database.asOwner("update notice set status = 'PENDING', acknowledged_at = null where id = $1", [before.id]);
      return isDone;
    };
    expect(await cellsAgainstTheTable('acknowledgeNotice', isAcknowledged)).toEqual([]);
  });
});
