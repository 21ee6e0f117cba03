import { relations, roles, type Relation } from '@tiepdan/access';
import { accessTable, decisionOf, type Operation } from '@tiepdan/access/all';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';
import { ToldCases } from '../testing/told-cases';
import { petitionId } from './case.examples';

const TODAY = '2026-08-20';
const province = loadProvince('libs/law/province/data');
const officer = (code: string) => province.officers.find((found) => found.code === code)!;
const bodyOf = (code: string) => province.agencyByCode(code, toDay(TODAY))!.id;
/** The board stands below the office that the caller serves in; the department does not. */
const me = officer('vpubnd-tonghop');

interface Placed {
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly respondentOfficerId: string | null;
}
const ordinary = { officerId: null, respondentOfficerId: null };
const places: Readonly<Record<Relation, Placed>> = {
  EXCLUDED: { ...ordinary, agencyId: me.agencyId, respondentOfficerId: me.id },
  OWN_CASE: { ...ordinary, agencyId: me.agencyId, officerId: me.id },
  OWN_AGENCY: { ...ordinary, agencyId: me.agencyId },
  SUPERIOR: { ...ordinary, agencyId: bodyOf('BTCD') },
  NONE: { ...ordinary, agencyId: bodyOf('SXD') },
};
const somebodyAt: Readonly<Record<string, string>> = {
  [me.agencyId]: officer('vpubnd-quantri').id,
  [bodyOf('BTCD')]: officer('btcd-xuly').id,
  [bodyOf('SXD')]: officer('sxd-xuly').id,
};

describe('every step of a case, by every role, in every relation', () => {
  let database: FreshDatabase;
  let world: AssignmentWorld;
  let cases: ToldCases;
  beforeAll(async () => {
    database = await freshDatabase('assignment walk');
    world = await openAssignmentWorld(database, () => new Date(`${TODAY}T05:00:00Z`));
    cases = new ToldCases(world);
  });
  afterAll(() => world.close());

  const document = { number: '1/QĐ', issuedOn: TODAY };
  const suspended = async () => {
    const number = await cases.accepted('2026-08-05');
    await cases.suspend(number, '2026-08-10');
    return number;
  };
  /** A case of which only the person's duty decides whether the step is taken, and what the step asks for. */
  const steps = {
    assignCase: [() => cases.proposed('2026-08-18'), ({ agencyId }: Placed) => ({ officer: somebodyAt[agencyId] })],
    acceptCase: [() => cases.proposed('2026-08-18'), () => ({ document })],
    suspendCase: [() => cases.accepted('2026-08-10'), () => ({ document, ground: 'AWAITING_OTHER_BODY' })],
    resumeCase: [suspended, () => ({ document })],
    extendCase: [() => cases.denounced('COMPLEX'), () => ({ document })],
    confirmSending: [suspended, () => ({ document })],
  } as const satisfies Partial<Record<Operation, readonly [() => Promise<number>, (placed: Placed) => object]>>;
  /** In the table, with no mutation yet. */
  const unserved = ['transferCase', 'decideCase', 'closeCase'];

  const placedAt = async (number: number, { agencyId, officerId, respondentOfficerId }: Placed): Promise<string> => {
    const { rows } = await database.asOwner(
      `update cases set agency_id = $2, officer_id = $3, respondent_officer_id = $4 where petition_id = $1 returning id`,
      [petitionId(number), agencyId, officerId, respondentOfficerId],
    );
    return rows[0].id;
  };
  const stateOf = async (id: string) =>
    (
      await database.asOwner(
        `select version, state, (select count(*)::int from event where aggregate_id = cases.id) as events,
           (select count(*)::int from audit_entry where object_id = cases.id) as links from cases where id = $1`,
        [id],
      )
    ).rows[0];

  it('is walked, as far as it has a mutation', () => {
    const ofCases = Object.keys(accessTable).filter((name) => /Case$|confirmSending/.test(name) && name !== 'readCase');
    expect(ofCases.sort()).toEqual([...Object.keys(steps), ...unserved].sort());
  });

  const cells = (Object.keys(steps) as (keyof typeof steps)[]).flatMap((operation) =>
    relations.map((relation) => [operation, relation] as const),
  );
  it.each(cells)(
    '%s, %s: is taken where the table allows it and `allowedActions` said so, and nowhere else',
    async (operation, relation) => {
      const [prepare, inputFor] = steps[operation];
      const placed = places[relation];
      let id = await placedAt(await prepare(), placed);
      for (const role of roles) {
        const principal = { id: me.id, agencyId: me.agencyId, roles: [role] };
        const before = await stateOf(id);
        const { data } = await world.ask(`{ case(id: "${id}") { allowedActions { action allowed } } }`, principal);
        const promised = data.case?.allowedActions.some(
          (each: { action: string; allowed: boolean }) => each.action === operation && each.allowed,
        );
        const input = { case: id, expectedVersion: before.version, ...inputFor(placed) };
        const answer = await cases.command(operation, input, principal);
        const isTaken = answer.version !== undefined;
        const expected = decisionOf(operation, role, relation) === 'ALLOW';
        expect([role, isTaken, promised ?? false]).toEqual([role, expected, expected]);
        if (isTaken) id = await placedAt(await prepare(), placed);
        else expect([role, await stateOf(id)]).toEqual([role, before]);
      }
    },
  );
});
