import { graphql, type GraphQLSchema } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { migrate, openDatabase } from '@tiepdan/database';
import { toDay } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { loadProvince } from '@tiepdan/province';
import { openReader, openStandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { freshDatabase } from '@tiepdan/testkit';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from '../province/load-province.worker';
import { openCalendarBook } from '../calendar/calendar-book.repository';
import { assignmentDatabase } from '../database/database';
import { assignmentSubgraph } from '../subgraph';
import { ownRegister, standingsOf } from './standing.repository';
import { standingRoute } from './standing.route';

const province = loadProvince('libs/law/province/data');
let at = new Date('2026-11-24T03:00:00Z');
const now = () => at;
const officer = (code: string) => province.officers.find((found) => found.code === code)!;
const head = officer('btcd-truongban');
const resolver = officer('btcd-giaiquyet');
const administrator = officer('vpubnd-quantri');
const document = { number: '15/QĐ-BTCD', title: null, issuedOn: '2026-11-20' };

describe('duties, delegations and suspensions', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  let pool: Pool;
  let readerPool: Pool;
  let schema: GraphQLSchema;
  let keys = 0;

  beforeAll(async () => {
    const database = await freshDatabase('assignment duties');
    stops.push(database.drop);
    await migrate(assignmentDatabase(database.url));
    ({ pool, readerPool } = await openDatabase(assignmentDatabase(database.url), (_, stop) => void stops.push(stop)));
    await loadProvinceInto(pool, province, now());
    const book = openCalendarBook(pool, loadLaw('libs/law/data'));
    const unheard = { wakeRelay: () => undefined, wakeRecomputation: () => undefined };
    const workflow = loadWorkflows('libs/law/data');
    const standing = openStandingBook(pool, now, ownRegister);
    ({ schema } = await assignmentSubgraph({
      pool,
      reader: openReader(readerPool),
      book,
      workflow,
      standing,
      now,
      ...unheard,
    }));
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  type Answer = { data: any; errors?: any[] }; // eslint-disable-line @typescript-eslint/no-explicit-any
  const ask = async (
    source: string,
    who: Partial<Principal>,
    variableValues: Record<string, unknown> = {},
  ): Promise<Answer> => {
    const contextValue = new SubgraphContext({ id: '', agencyId: null, roles: [], ...who }, '');
    return JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue, variableValues })));
  };
  const grant = async (input: object, who: Partial<Principal> = head) =>
    (
      await ask(
        `mutation ($input: GrantDelegationInput!, $key: String!) { grantDelegation(input: $input, idempotencyKey: $key) {
           ... on Delegation { id role validFrom validTo from { id } to { id } document { number } operations }
           ... on DelegationRefused { code field } } }`,
        who,
        {
          input: { to: resolver.id, role: 'head', validFrom: '2026-11-24', validTo: '2026-11-30', document, ...input },
          key: `delegation-${++keys}`,
        },
      )
    ).data?.grantDelegation;
  const access = async (
    operation: 'suspendOfficer' | 'reinstateOfficer',
    input: object,
    who: Partial<Principal> = administrator,
  ) => {
    const { data, errors } = await ask(
      `mutation ($input: OfficerAccessInput!, $key: String!) { answer: ${operation}(input: $input, idempotencyKey: $key) {
         ... on OfficerAccess { id suspendedAt } ... on OfficerAccessRefused { code field } } }`,
      who,
      { input: { officer: resolver.id, document, ...input }, key: `access-${String(++keys).padStart(4, '0')}` },
    );
    return errors ? errors[0].message : data.answer;
  };
  const standing = async (id: string, on = '2026-11-24') => (await standingsOf(pool, [id], toDay(on)))[id];

  it('begin with the duties of the master data, told once, and not again by a second start', async () => {
    const told = async () => (await pool.query(`select from event where topic = 'assignment.officer.v1'`)).rowCount;
    expect(await told()).toBe(province.officers.length);
    await loadProvinceInto(pool, province, now());
    expect(await told()).toBe(province.officers.length);
    expect(await standing(head.id)).toEqual({
      suspended: false,
      agencyId: head.agencyId,
      duties: head.roles.map((role) => ({ role, agencyId: head.agencyId })).sort((a, b) => (a.role < b.role ? -1 : 1)),
      delegations: [],
    });
    expect((await standing(head.id, '2025-06-30'))!.duties).toEqual([]);
  });

  it('are given to somebody else by a document, for their days and no other', async () => {
    const given = await grant({});
    expect(given).toMatchObject({
      role: 'head',
      from: { id: head.id },
      to: { id: resolver.id },
      document: { number: '15/QĐ-BTCD' },
    });
    expect(given.operations).toContain('acceptCase');
    const delegations = [{ from: head.id, role: 'head', agencyId: head.agencyId }];
    expect((await standing(resolver.id))!.delegations).toEqual(delegations);
    expect((await standing(resolver.id, '2026-11-30'))!.delegations).toEqual(delegations);
    expect((await standing(resolver.id, '2026-12-01'))!.delegations).toEqual([]);
    const me = (
      await ask('{ me { roles operations delegations { from { id } role validTo } } }', { ...resolver, delegations })
    ).data.me;
    expect(me.delegations).toEqual([{ from: { id: head.id }, role: 'head', validTo: '2026-11-30' }]);
    expect(me.operations).toEqual(expect.arrayContaining(['acceptCase', 'assignCase']));
  });

  it.each([
    ['no document number', { document: { issuedOn: '2026-11-20' } }, 'DOCUMENT_NUMBER_MISSING'],
    ['a document of tomorrow', { document: { number: '1', issuedOn: '2026-11-25' } }, 'DOCUMENT_IN_FUTURE'],
    ['days that are over', { validFrom: '2026-11-01', validTo: '2026-11-23' }, 'DELEGATION_OUT_OF_DATE'],
    ['days turned round', { validFrom: '2026-12-02', validTo: '2026-12-01' }, 'DELEGATION_OUT_OF_DATE'],
    ['a role that does not exist', { role: 'emperor' }, 'ROLE_UNKNOWN'],
    ['a role somebody else holds', { role: 'inspector' }, 'ROLE_NOT_HELD'],
    ['oneself', { to: head.id }, 'DELEGATION_TO_SELF'],
    ['nobody', { to: 'nobody' }, 'OFFICER_UNKNOWN'],
    ['somebody of another body', { to: officer('sxd-giamdoc').id }, 'OFFICER_OF_OTHER_AGENCY'],
  ])('are not given with %s', async (_what, input, code) => {
    expect(await grant(input)).toMatchObject({ code });
  });

  it('cannot be passed on by whoever holds them by delegation', async () => {
    expect(await grant({ to: officer('btcd-xuly').id }, resolver)).toMatchObject({ code: 'ROLE_NOT_HELD' });
  });

  it('are taken back by whoever gave them and by nobody else', async () => {
    const { id } = await grant({ to: officer('btcd-ban').id });
    const withdraw = async (who: Partial<Principal>) =>
      (
        await ask(
          `mutation { withdrawDelegation(input: { delegation: "${id}" }, idempotencyKey: "withdraw-${++keys}") {
             ... on Delegation { withdrawnAt } ... on DelegationRefused { code } } }`,
          who,
        )
      ).data.withdrawDelegation;
    expect(await withdraw(resolver)).toEqual({ code: 'DELEGATION_UNKNOWN' });
    expect(await withdraw(head)).toEqual({ withdrawnAt: now().toISOString() });
    expect(await withdraw(head)).toEqual({ code: 'DELEGATION_WITHDRAWN' });
    expect((await standing(officer('btcd-ban').id))!.delegations).toEqual([]);
  });

  it('rest while their holder is suspended, and so does what the holder gave to others', async () => {
    expect(await access('suspendOfficer', {}, head)).toBe('FORBIDDEN');
    expect(await access('suspendOfficer', { document: { issuedOn: '2026-11-20' } })).toMatchObject({
      code: 'DOCUMENT_NUMBER_MISSING',
    });
    expect(await access('suspendOfficer', { officer: head.id })).toEqual({
      id: head.id,
      suspendedAt: now().toISOString(),
    });
    expect(await access('suspendOfficer', { officer: head.id })).toMatchObject({ code: 'OFFICER_SUSPENDED' });
    expect((await standing(head.id))!.suspended).toBe(true);
    expect((await standing(resolver.id))!.delegations).toEqual([]);
    at = new Date(at.getTime() + 5_000);
    expect((await openStandingBook(pool, now, ownRegister).today()).headsOf(head.agencyId)).toContain(head.id);
    expect(await access('reinstateOfficer', { officer: head.id })).toEqual({ id: head.id, suspendedAt: null });
    expect(await access('reinstateOfficer', { officer: head.id })).toMatchObject({ code: 'OFFICER_NOT_SUSPENDED' });
    expect((await standing(resolver.id))!.delegations).toHaveLength(1);
  });

  it('are nobody’s own to suspend or reinstate, nor a suspended administrator’s', async () => {
    expect(await access('suspendOfficer', { officer: administrator.id })).toMatchObject({ code: 'OWN_ACCESS' });
    const other = { ...administrator, id: officer('vpubnd-tonghop').id };
    await access('suspendOfficer', { officer: administrator.id }, other);
    expect(await access('reinstateOfficer', { officer: administrator.id })).toBe('FORBIDDEN');
    expect(await access('suspendOfficer', { officer: resolver.id })).toBe('FORBIDDEN');
    expect(await access('reinstateOfficer', { officer: administrator.id }, other)).toMatchObject({ suspendedAt: null });
  });

  it('are told to the gateway and to nobody else, without a name, and no unknown id is answered', async () => {
    const call = async (roles: readonly string[] | null, body: unknown) => {
      const answer = { status: 0, text: '' };
      const response = {
        writeHead: (status: number) => ((answer.status = status), response),
        end: (text = '') => void (answer.text = text),
      };
      const route = standingRoute(pool, now, () => (roles ? { id: 'gateway', agencyId: null, roles } : null));
      const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      await route({} as IncomingMessage, response as unknown as ServerResponse, raw);
      return answer;
    };
    const officers = [head.id, '0190a000-0000-7000-8000-00000000dead', 'robert"); drop table officer; --'];
    const { status, text } = await call(['service'], { officers });
    expect([status, Object.keys(JSON.parse(text).officers)]).toEqual([200, [head.id]]);
    expect(text).not.toContain(head.name);
    expect((await call(null, { officers })).status).toBe(401);
    expect((await call(['administrator'], { officers })).status).toBe(403);
    expect((await call(['service'], '{')).status).toBe(400);
    expect((await call(['service'], { officers: Array(501).fill(head.id) })).status).toBe(400);
  });

  it('leave versions without gap in the stream', async () => {
    const { rowCount } = await pool.query(
      `select from event where topic = 'assignment.officer.v1' group by aggregate_id having max(aggregate_version) <> count(*)`,
    );
    expect(rowCount).toBe(0);
  });
});
