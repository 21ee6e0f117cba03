import { type Principal, type Relation, type Role, roles } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/all';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { cellsAgainstTheTable, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { aReceivedPetition, petitionId } from '../cases/case.examples';
import { openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';

const TODAY = '2026-08-20';
const province = loadProvince('libs/law/province/data');
const officer = (code: string) => province.officers.find((found) => found.code === code)!;
const bodyOf = (code: string) => province.agencyByCode(code, toDay(TODAY))!.id;
/** The board stands below the office that the caller serves in; the department does not. */
const me = officer('vpubnd-tonghop');
const other = officer('vpubnd-danhtinh');
const document = { number: '1/QĐ', issuedOn: TODAY };

describe('what assignment does beside the steps of a case, by every role', () => {
  let database: FreshDatabase;
  let world: AssignmentWorld;
  let keys = 0;
  beforeAll(async () => {
    database = await freshDatabase('assignment walk');
    world = await openAssignmentWorld(database, () => new Date(`${TODAY}T05:00:00Z`));
    // Whoever delegates must hold the duty by the register, not only by the token.
    await database.asOwner(
      `insert into officer_duty (officer_id, role, agency_id, valid_from)
       select $1, unnest($2::text[]), $3, '2026-01-01' on conflict do nothing`,
      [me.id, [...roles], me.agencyId],
    );
  });
  afterAll(() => world.close());

  const as = (role: Role): Principal => ({ id: me.id, agencyId: me.agencyId, roles: [role] });
  const written = async () =>
    (
      await database.asOwner(
        `select (select count(*)::int from event) as events, (select count(*)::int from audit_entry) as links,
           (select count(*)::int from idempotency) as answers, (select count(*)::int from delegation) as delegations`,
      )
    ).rows[0];
  /** Id of what a command answered; null where it was not done, and then nothing was written. */
  const done = async (field: string, type: string, input: object, role: Role): Promise<string | null> => {
    const before = await written();
    const { data } = await world.ask(
      `mutation ($input: ${type}!) { answer: ${field}(input: $input, idempotencyKey: "walk-${String(++keys).padStart(5, '0')}") {
         __typename ... on ${type === 'GrantDelegationInput' ? 'Delegation { id }' : 'Refusal { code }'} } }`,
      as(role),
      input,
    );
    const isDone = data?.answer != null && !data.answer.__typename.endsWith('Refused');
    if (!isDone) expect([role, await written()]).toEqual([role, before]);
    return isDone ? (data.answer.id ?? '') : null;
  };
  const isRead = async (source: string, role: Role) => {
    const { data } = await world.ask(source, as(role));
    return data !== null && Object.values(data).every((found) => found !== null);
  };
  const grant = (role: Role) =>
    done(
      'grantDelegation',
      'GrantDelegationInput',
      { to: other.id, role, validFrom: TODAY, validTo: TODAY, document },
      role,
    );
  const withoutDelegations = () => database.asOwner('delete from delegation');
  const declare = (role: Role) =>
    done(
      'declareCalendarDay',
      'DeclareCalendarDayInput',
      { day: '2026-11-30', kind: 'HOLIDAY', name: 'Nghỉ', document },
      role,
    );
  const withdrawDay = (role: Role) =>
    done('withdrawCalendarDay', 'WithdrawCalendarDayInput', { day: '2026-11-30', document }, role);
  const setAccess = (field: 'suspendOfficer' | 'reinstateOfficer') => async (role: Role) => {
    await database.asOwner('update officer set suspended_at = $2 where id = $1', [
      other.id,
      field === 'suspendOfficer' ? null : new Date(),
    ]);
    const isDone = await done(field, 'OfficerAccessInput', { officer: other.id, document }, role);
    await database.asOwner('update officer set suspended_at = null');
    return isDone !== null;
  };

  type Doing = (role: Role, relation: Relation) => Promise<boolean>;
  /** What touches nothing of anybody's: one relation stands for all. */
  const anywhere: readonly Relation[] = ['NONE'];
  /** What one does with duties of one's own. */
  const own: readonly Relation[] = ['OWN_AGENCY'];
  const doings: Partial<Record<Operation, readonly [Doing, readonly Relation[]]>> = {
    grantDelegation: [
      async (role) => {
        await withoutDelegations();
        return (await grant(role)) !== null;
      },
      own,
    ],
    withdrawDelegation: [
      async (role) => {
        await withoutDelegations();
        const delegation = (await grant(role)) ?? petitionId(1);
        return (await done('withdrawDelegation', 'WithdrawDelegationInput', { delegation }, role)) !== null;
      },
      own,
    ],
    suspendOfficer: [setAccess('suspendOfficer'), anywhere],
    reinstateOfficer: [setAccess('reinstateOfficer'), anywhere],
    declareCalendarDay: [
      async (role) => {
        const isDone = await declare(role);
        if (isDone !== null) expect(await withdrawDay('administrator')).not.toBeNull();
        return isDone !== null;
      },
      anywhere,
    ],
    withdrawCalendarDay: [
      async (role) => {
        await declare('administrator');
        const isDone = await withdrawDay(role);
        if (isDone === null) expect(await withdrawDay('administrator')).not.toBeNull();
        return isDone !== null;
      },
      anywhere,
    ],
    importDirective: [
      async (role) => {
        const text = `VĂN PHÒNG UBND TỈNH\nSố: ${++keys}/TB-VPUBND\nTHÔNG BÁO\nKết luận tại cuộc họp\n1. Giao Sở Xây dựng báo cáo.`;
        return (await done('importDirective', 'ImportDirectiveInput', { text }, role)) !== null;
      },
      anywhere,
    ],
    readDirective: [(role) => isRead('{ directives { nodes { id } } }', role), anywhere],
    readAgency: [(role) => isRead('{ agency(code: "BTCD") { id } }', role), anywhere],
    readLaw: [(role) => isRead('{ rule(key: "kn.accept.first.max") { key } }', role), anywhere],
    readSelf: [(role) => isRead('{ me { id } }', role), anywhere],
  };
  it.each(Object.keys(doings) as Operation[])(
    '%s is done where the table allows it, and nowhere else',
    async (operation) => {
      const [doing, among] = doings[operation]!;
      expect(await cellsAgainstTheTable(operation, doing, { among })).toEqual([]);
    },
  );

  it('readCase is done where the table allows it, and nowhere else', async () => {
    const places: Readonly<
      Record<Relation, readonly [body: string, handler: string | null, respondent: string | null]>
    > = {
      EXCLUDED: [me.agencyId, null, me.id],
      OWN_CASE: [bodyOf('SXD'), me.id, null],
      OWN_AGENCY: [me.agencyId, null, null],
      SUPERIOR: [bodyOf('BTCD'), null, null],
      NONE: [bodyOf('SXD'), null, null],
    };
    const ids: Partial<Record<Relation, string>> = {};
    for (const [index, [relation, [body, handler, respondentOfficerId]]] of Object.entries(places).entries()) {
      await world.consumer.apply(world.pool, [aReceivedPetition(index + 1, body, { respondentOfficerId })]);
      const { rows } = await database.asOwner('update cases set officer_id = $2 where petition_id = $1 returning id', [
        petitionId(index + 1),
        handler,
      ]);
      ids[relation as Relation] = rows[0].id;
    }
    const isFound: Doing = (role, relation) => isRead(`{ case(id: "${ids[relation]}") { id } }`, role);
    expect(await cellsAgainstTheTable('readCase', isFound)).toEqual([]);
  });
});
