import type { Principal } from '@tiepdan/access';
import { freshDatabase } from '@tiepdan/testkit';
import { aDraft, aReception } from '../testing/examples';
import {
  anAgency,
  anOfficer,
  board,
  nowhere,
  officer,
  openIntakeWorld,
  type IntakeWorld,
} from '../testing/intake.world';

const [inspectorate, overseerId] = ['0190a000-0000-7000-8000-0000000000c9', '0190a000-0000-7000-8000-0000000000d9'];
const overseer: Principal = { id: overseerId, agencyId: inspectorate, roles: ['overseer'] };

describe('the trail of a petition', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_trail');
    drop = database.drop;
    world = await openIntakeWorld(database.url, [
      anAgency(board, 2),
      anAgency(inspectorate, 1, { code: 'TTT', parentId: board }),
      anOfficer(overseerId, inspectorate, 'overseer'),
    ]);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });

  const trailOf = async (id: string, as: Principal = overseer, page = '') => {
    const { data, errors } = await world.ask(
      `{ _entities(representations: [{ __typename: "AuditTrail", id: "${id}" }]) { ... on AuditTrail { intakeEntries${page} {
           nodes { actor role operation label purpose onBehalfOf } pageInfo { hasNextPage endCursor } } } } }`,
      {},
      as,
    );
    return errors ? errors[0]!.message : data._entities[0].intakeEntries;
  };
  const entry = (operation: string, label: string, role: string, actor = officer.id) => ({
    actor,
    role,
    operation,
    label,
    purpose: null,
    onBehalfOf: null,
  });
  const received = entry('receivePetition', 'Tiếp nhận đơn', 'receptionist');
  const read = entry('readPetitionContent', 'Xem nội dung đơn và người đứng đơn', 'receptionist');

  it('says who did what and who looked, and each look at it stands in it afterwards', async () => {
    const { id } = await world.does('receivePetition', aReception());
    await world.ask(`{ petition(id: "${id}") { summary } }`);
    expect((await trailOf(id)).nodes).toEqual([received, read]);
    const looked = entry('readAuditTrail', 'Xem vết của một hồ sơ trong nhật ký', 'overseer', overseerId);
    expect((await trailOf(id.toUpperCase())).nodes).toEqual([received, read, looked]);
  });

  it('comes in pages, in the order in which it was written', async () => {
    const { id } = await world.does('receivePetition', aReception());
    for (let time = 0; time < 4; time++) await world.ask(`{ petition(id: "${id}") { summary } }`);
    const first = await trailOf(id, overseer, '(first: 3)');
    expect([first.nodes, first.pageInfo.hasNextPage]).toEqual([[received, read, read], true]);
    const rest = await trailOf(id, overseer, `(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect(rest.nodes).toEqual([read, read]);
    expect(await trailOf(id, overseer, '(after: "WyJ4Il0")')).toContain('cursor');
  });

  it('is as empty for an overseer whom the matter is about as for an id that nothing has', async () => {
    const petition = aDraft({ kind: 'DENUNCIATION', respondent: { kind: 'OFFICER', officer: overseerId } });
    const { id } = await world.does('receivePetition', aReception({ petition }));
    expect((await trailOf(id)).nodes).toEqual([]);
    expect(await trailOf(id)).toEqual(await trailOf(nowhere));
    expect((await trailOf('no id')).nodes).toEqual([]);
    const another = { ...overseer, id: '0190a000-0000-7000-8000-0000000000d8' };
    expect((await trailOf(id, another)).nodes).not.toEqual([]);
  });

  it('is FORBIDDEN to everybody else', async () => {
    const { id } = await world.does('receivePetition', aReception());
    for (const roles of [['head', 'inspector', 'leader'], ['administrator'], ['identity-custodian']])
      expect(await trailOf(id, { ...overseer, roles })).toBe('FORBIDDEN');
  });
});
