import type { Principal } from '@tiepdan/access';
import { freshDatabase } from '@tiepdan/testkit';
import { v7 } from 'uuid';
import { aDraft, aPerson, aReception } from '../../testing/examples';
import { anAgency, anOfficer, board, commune, openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';

const id = (tail: string) => `0190a000-0000-7000-8000-000000000${tail}`;
const [inspectorate, overseer, accusedOverseer] = [id('0c1'), id('0d1'), id('0d2')];
const custodian = (tail: string): Principal => ({
  id: id(tail),
  agencyId: inspectorate,
  roles: ['identity-custodian'],
});
const [first, second] = [custodian('0e1'), custodian('0e2')];
const register = [
  anAgency(board, 2),
  anAgency(commune, 2, { parentId: board, code: '05443' }),
  anAgency(inspectorate, 1, { parentId: board, code: 'TTT' }),
  anOfficer(overseer, inspectorate, 'overseer'),
  anOfficer(accusedOverseer, inspectorate, 'overseer'),
];
const NAME = 'Người Tố Cáo Được Bảo Vệ';

describe("opening a denouncer's identity", () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_disclosures');
    drop = database.drop;
    world = await openIntakeWorld(database.url, register);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });

  const denounced = async (draft: object = {}): Promise<string> => {
    const petition = aDraft({ kind: 'DENUNCIATION', ...draft });
    const petitioners = [aPerson({ name: NAME })];
    const as = { id: id('0e9'), agencyId: commune, roles: ['receptionist'] };
    return (await world.does('receivePetition', aReception({ agency: commune, petition, petitioners }), { as })).id;
  };
  const command = async (field: string, input: object, as: Principal, key = v7()) => {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const { data, errors } = await world.ask(
      `mutation ($input: ${type}!, $key: String!) { answer: ${field}(input: $input, idempotencyKey: $key) {
         ... on Disclosure { id status openUntil requestedBy { id } approvedBy { id } petition { number } }
         ... on Refusal { code field message } } }`,
      { input, key },
      as,
    );
    return data?.answer ?? errors;
  };
  const requested = (petition: string, purpose = 'Xác minh nội dung tố cáo', as = first) =>
    command('requestDisclosure', { petition, purpose }, as);
  const approved = (disclosure: string, as = second) => command('approveDisclosure', { disclosure }, as);
  const names = async (petition: string, as: Principal) => {
    const { data, errors } = await world.ask(
      `{ petition(id: "${petition}") { petitioners { citizen { name } } } }`,
      {},
      as,
    );
    return { seen: JSON.stringify(data).includes(NAME), codes: (errors ?? []).map(({ message }) => message) };
  };
  const auditOf = async (petition: string) => {
    const { rows } = await world.pool.query(
      'select actor_id, operation from audit_entry where object_id = $1 order by recorded_at',
      [petition],
    );
    return rows.map(({ actor_id: actor, operation }) => `${operation} ${String(actor).slice(-3)}`).slice(1);
  };

  it('attack 38: takes two custodians: alone nobody opens, and the name stays closed until another agreed', async () => {
    const petition = await denounced();
    const request = await requested(petition);
    expect(request).toMatchObject({ status: 'PENDING', requestedBy: { id: first.id }, approvedBy: null });
    expect(await names(petition, first)).toEqual({ seen: false, codes: ['FORBIDDEN'] });
    expect(await approved(request.id, first)).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    const delegate = {
      ...second,
      delegations: [{ from: first.id, role: 'identity-custodian', agencyId: inspectorate }],
    };
    expect(await approved(request.id, delegate)).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    expect(await names(petition, first)).toEqual({ seen: false, codes: ['FORBIDDEN'] });

    expect(await approved(request.id)).toMatchObject({ status: 'OPEN', approvedBy: { id: second.id } });
    expect(await names(petition, first)).toEqual({ seen: true, codes: [] });
    expect(await names(petition, second)).toEqual({ seen: false, codes: ['FORBIDDEN'] });
    expect(await auditOf(petition)).toEqual(['requestDisclosure 0e1', 'approveDisclosure 0e2', 'readDenouncer 0e1']);
  });

  it('asked for in vain leaves a link in the custodian’s own chain, and reveals nothing', async () => {
    const petition = await denounced();
    const { id: request } = await requested(petition);
    const before = (await world.rowCounts())['disclosure'];
    const waiting = await requested(await denounced());
    expect(await requested(petition, '  ')).toMatchObject({ code: 'PURPOSE_EMPTY' });
    expect(await approved(request, first)).toMatchObject({ code: 'SECOND_PERSON_REQUIRED' });
    const now = world.clock;
    world.clock = new Date(now.getTime() + 25 * 3_600_000);
    expect(await approved(waiting.id)).toMatchObject({ code: 'DISCLOSURE_LAPSED' });
    world.clock = now;
    expect((await world.rowCounts())['disclosure']).toBe(before! + 1);
    const { rows } = await world.pool.query(
      `select operation, actor_id, object_id from audit_entry
       where agency_id = $1 and operation like '% refused' order by sequence desc limit 3`,
      [inspectorate],
    );
    expect(rows).toEqual([
      { operation: 'approveDisclosure refused', actor_id: second.id, object_id: waiting.id },
      { operation: 'approveDisclosure refused', actor_id: first.id, object_id: request },
      { operation: 'requestDisclosure refused', actor_id: first.id, object_id: petition },
    ]);
  });

  it('is over by itself after an hour, and a request nobody approved after a day', async () => {
    const [petition, other] = [await denounced(), await denounced()];
    const request = await requested(petition);
    const waiting = await requested(other);
    await approved(request.id);
    expect((await names(petition, first)).seen).toBe(true);
    const before = world.clock;
    world.clock = new Date(before.getTime() + 3_600_000);
    expect(await names(petition, first)).toEqual({ seen: false, codes: ['FORBIDDEN'] });
    world.clock = new Date(before.getTime() + 24 * 3_600_000);
    expect(await approved(waiting.id)).toMatchObject({ code: 'DISCLOSURE_LAPSED' });
    world.clock = before;
  });

  it('is told to everybody who watches over openings, but for who is in conflict with the matter', async () => {
    const petition = await denounced({ respondent: { kind: 'OFFICER', officer: accusedOverseer } });
    const { id: disclosure } = await requested(petition);
    await approved(disclosure);
    const { rows } = await world.pool.query(
      "select payload from event where aggregate_id = $1 and type = 'DisclosureApproved'",
      [disclosure],
    );
    expect(rows).toMatchObject([{ payload: { petitionId: petition, overseerIds: [overseer] } }]);
    expect(JSON.stringify(rows)).not.toContain('Xác minh');
    const list = '{ disclosures { nodes { purpose status petition { id } } } }';
    const watched = await world.ask(list, {}, { id: overseer, agencyId: inspectorate, roles: ['overseer'] });
    expect(watched.data.disclosures.nodes[0]).toEqual({
      purpose: 'Xác minh nội dung tố cáo',
      status: 'OPEN',
      petition: null,
    });
    const accused = { id: accusedOverseer, agencyId: inspectorate, roles: ['overseer'] };
    const theirs = (await world.ask(list, {}, accused)).data.disclosures.nodes;
    expect(theirs.length).toBe(watched.data.disclosures.nodes.length - 1);
  });

  it.each([
    ['PURPOSE_EMPTY', (petition: string) => requested(petition, ' ')],
    ['PETITION_UNKNOWN', () => requested(v7())],
    ['PETITION_UNKNOWN', () => requested('no id')],
    ['DISCLOSURE_UNKNOWN', () => approved(v7())],
    ['DISCLOSURE_UNKNOWN', () => approved("'; drop table disclosure; --")],
  ])('is refused with %s, and nothing is stored but a link', async (code, call) => {
    const petition = await denounced();
    const before = await world.rowCounts();
    expect(await call(petition)).toMatchObject({ code });
    expect(await world.rowCounts()).toEqual({ ...before, audit_entry: before['audit_entry']! + 1 });
  });

  it('is refused for what is no denunciation, and a custodian learns nothing of who stands under it', async () => {
    const { id: petition } = await world.does('receivePetition', aReception());
    expect(await requested(petition)).toMatchObject({ code: 'IDENTITY_NOT_PROTECTED' });
    expect(await names(petition, first)).toEqual({ seen: false, codes: ['FORBIDDEN'] });
  });

  it('is FORBIDDEN to everybody else, whatever else they may do', async () => {
    const petition = await denounced();
    const { id: disclosure } = await requested(petition);
    for (const roles of [['head', 'resolver', 'reception-board'], ['inspector'], ['overseer'], ['administrator']]) {
      const as = { id: id('0e8'), agencyId: commune, roles };
      expect(await requested(petition, 'Xem', as)).toMatchObject([{ message: 'FORBIDDEN' }]);
      expect(await approved(disclosure, as)).toMatchObject([{ message: 'FORBIDDEN' }]);
    }
  });

  it('is unknown to a custodian whom the matter is about', async () => {
    const petition = await denounced({ respondent: { kind: 'OFFICER', officer: second.id } });
    const { id: disclosure } = await requested(petition);
    expect(await approved(disclosure)).toMatchObject({ code: 'DISCLOSURE_UNKNOWN' });
    expect(await requested(petition, 'Xem', second)).toMatchObject({ code: 'PETITION_UNKNOWN' });
  });
});
