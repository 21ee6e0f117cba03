import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { agencyId, head, openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';
import { aClassifiedPetition, aReceivedPetition, petitionId } from './case.examples';

const province = loadProvince('libs/law/province/data');
const on = toDay('2026-11-24');
let at = new Date('2026-11-24T03:00:00Z');
const now = () => at;
const bodyOf = (code: string) => province.agencyByCode(code, on)!.id;
const officer = (code: string) => {
  const { id, agencyId: body, roles } = province.officers.find((found) => found.code === code)!;
  return { id, agencyId: body, roles };
};
const CONSTRUCTION = bodyOf('SXD');

describe('who may touch a case', () => {
  let world: AssignmentWorld;
  let petitions = 0;
  beforeAll(async () => {
    world = await openAssignmentWorld(await freshDatabase('assignment case access'), now);
  });
  afterAll(() => world.close());

  type Person = { id: string; agencyId: string | null; roles: readonly string[]; delegations?: object[] };
  /** A case of a petition that came to a body, by the number of its petition. */
  const opened = async (body: string, data: object = {}): Promise<number> => {
    const number = ++petitions;
    await world.consumer.apply(world.pool, [aReceivedPetition(number, body, { receivedOn: '2026-11-20', ...data })]);
    return number;
  };
  const classified = (number: number, data: object) =>
    world.consumer.apply(world.pool, [
      aClassifiedPetition(number, CONSTRUCTION, { classifiedOn: '2026-11-24', ...data }),
    ]);
  /** Changes the register, and waits until it is looked at again. */
  const registerChanges = async (text: string, values: readonly string[]) => {
    await world.pool.query(text, [...values]);
    await world.pool.query('update officer set version = version + 1 where id = $1', [values[0]]);
    at = new Date(at.getTime() + 2_000);
  };
  const idOf = async (number: number): Promise<string> =>
    (await world.pool.query('select id from cases where petition_id = $1', [petitionId(number)])).rows[0].id;
  const ask = async (source: string, who: Person) => world.ask(source, who as never);
  const entity = (type: string, id: string) => `_entities(representations: [{ __typename: "${type}", id: "${id}" }])`;
  /** Every way to a case that a reader has. */
  const waysTo = async (number: number, who: Person): Promise<boolean[]> => {
    const id = await idOf(number);
    const { data } = await ask(
      `{ case(id: "${id}") { id } byReference: ${entity('Case', id)} { ... on Case { id } }
         byPetition: ${entity('Petition', petitionId(number))} { ... on Petition { case { id } } }
         worklist(first: 100) { nodes { id } } }`,
      who,
    );
    return [
      data.case !== null,
      data.byReference[0] !== null,
      data.byPetition[0].case !== null,
      data.worklist.nodes.some((node: { id: string }) => node.id === id),
    ];
  };
  const command = async (number: number, mutation: 'assignCase' | 'acceptCase', who: Person, more: string) => {
    const { rows } = await world.pool.query('select id, version from cases where petition_id = $1', [
      petitionId(number),
    ]);
    const { data, errors } = await ask(
      `mutation { answer: ${mutation}(input: { case: "${rows[0].id}", expectedVersion: ${rows[0].version}, ${more} },
         idempotencyKey: "access-${mutation}-${number}-${who.id}") {
         ... on Case { version history { nodes { type actor { id } onBehalfOf { id } } } } ... on CaseRefused { code } } }`,
      who,
    );
    return errors ? errors[0].message : (data.answer.code ?? data.answer);
  };
  const seen = [true, true, true, true];
  const hidden = [false, false, false, false];

  it('is found by its own body, by the head of a body above, and by those who follow the whole province', async () => {
    const number = await opened(CONSTRUCTION);
    const capitals = (await idOf(number)).toUpperCase();
    expect((await ask(`{ case(id: "${capitals}") { id } }`, officer('sxd-xuly'))).data.case.id).toBe(
      await idOf(number),
    );
    for (const code of ['sxd-xuly', 'sxd-giamdoc', 'ttt-thanhtra', 'ubnd-lanhdao', 'btcd-ban'])
      expect([code, await waysTo(number, officer(code))]).toEqual([code, seen]);
    const above = { id: 'above', agencyId: bodyOf('UBND'), roles: ['head'] };
    expect(await waysTo(number, above)).toEqual(seen);
  });

  it('is not found by another body, by whatever way, and looks there like one that does not exist', async () => {
    const number = await opened(CONSTRUCTION);
    for (const code of ['snnmt-giamdoc', 'pdp-chutich', 'btcd-xuly'])
      expect([code, await waysTo(number, officer(code))]).toEqual([code, hidden]);
    const counter = countStatements(world.pool, world.readerPool);
    const statementsFor = async (id: string) => {
      counter.reset();
      const { data, errors } = await ask(`{ case(id: "${id}") { id } }`, officer('pdp-chutich'));
      return [data, errors, counter.statements.length];
    };
    expect(await statementsFor(await idOf(number))).toEqual(await statementsFor(petitionId(987_654)));
    counter.stop();
  });

  it('is not read at all by whoever has no duty with cases', async () => {
    const id = await idOf(await opened(agencyId));
    for (const roles of [['citizen'], ['analyst'], ['administrator'], ['emperor'], []]) {
      const { data, errors } = await ask(`{ case(id: "${id}") { id } }`, { id: 'x', agencyId, roles });
      expect([roles, data.case, errors?.[0].message]).toEqual([roles, null, 'FORBIDDEN']);
    }
  });

  it('is seen but not handled by a head above: refused as not theirs', async () => {
    const number = await opened(CONSTRUCTION);
    const above = { id: 'above', agencyId: bodyOf('UBND'), roles: ['head'] };
    expect(await command(number, 'assignCase', above, `officer: "${officer('sxd-xuly').id}"`)).toBe('NOT_YOUR_CASE');
    expect(await command(number, 'assignCase', officer('snnmt-giamdoc'), `officer: "x"`)).toBe('CASE_UNKNOWN');
  });

  describe('that is a denunciation', () => {
    it.each([
      ['the officer denounced', { respondentOfficerId: officer('sxd-xuly').id }, officer('sxd-xuly')],
      ['an officer of the body denounced', { respondentAgencyId: CONSTRUCTION }, officer('sxd-xuly')],
      [
        'a subordinate of the head denounced',
        { respondentOfficerId: officer('sxd-giamdoc').id },
        officer('sxd-giaiquyet'),
      ],
      [
        'somebody who serves below the body denounced',
        { respondentAgencyId: bodyOf('UBND') },
        officer('btcd-truongban'),
      ],
      [
        'a follower to whom the accused delegated',
        { respondentOfficerId: officer('sxd-giamdoc').id },
        {
          ...officer('ttt-thanhtra'),
          delegations: [{ from: officer('sxd-giamdoc').id, role: 'head', agencyId: CONSTRUCTION }],
        },
      ],
    ])('is out of reach of %s, by every way', async (_who, respondent, person) => {
      const number = await opened(CONSTRUCTION, { kind: 'DENUNCIATION', ...respondent });
      expect(await waysTo(number, person)).toEqual(hidden);
      for (const mutation of ['assignCase', 'acceptCase'] as const)
        expect(['CASE_UNKNOWN', 'FORBIDDEN']).toContain(
          await command(
            number,
            mutation,
            person,
            mutation === 'assignCase' ? `officer: "${head.id}"` : `document: { issuedOn: "2026-11-24" }`,
          ),
        );
    });

    it('of the body it came to, or of its head, is answered by the nearest body above that is free', async () => {
      const answering = async (number: number) =>
        (await world.pool.query('select agency_id as id from cases where petition_id = $1', [petitionId(number)]))
          .rows[0].id;
      const denounced = (data: object) => opened(CONSTRUCTION, { kind: 'DENUNCIATION', ...data });
      expect(await answering(await denounced({ respondentAgencyId: CONSTRUCTION }))).toBe(bodyOf('UBND'));
      expect(await answering(await denounced({ respondentOfficerId: officer('sxd-giamdoc').id }))).toBe(bodyOf('UBND'));
      expect(await answering(await denounced({ respondentAgencyId: bodyOf('UBND') }))).toBe(bodyOf('19'));
      expect(await answering(await denounced({ respondentOfficerId: officer('sxd-xuly').id }))).toBe(CONSTRUCTION);
      expect(await answering(await opened(CONSTRUCTION, { respondentAgencyId: CONSTRUCTION }))).toBe(CONSTRUCTION);
    });

    it('stays out of reach of a subordinate when it turns out to be none, and when the accused head is suspended', async () => {
      const number = await opened(CONSTRUCTION, {
        kind: 'DENUNCIATION',
        respondentOfficerId: officer('sxd-giamdoc').id,
      });
      const subordinate = { ...officer('sxd-xuly'), roles: ['leader'] };
      await registerChanges('update officer set suspended_at = now() where id = $1', [officer('sxd-giamdoc').id]);
      expect(await waysTo(number, subordinate)).toEqual(hidden);
      await registerChanges('update officer set suspended_at = null where id = $1', [officer('sxd-giamdoc').id]);
      await classified(number, { kind: 'COMPLAINT' });
      expect(await waysTo(number, subordinate)).toEqual(hidden);
      expect(await waysTo(number, officer('ttt-thanhtra'))).toEqual(seen);
    });

    it('is taken from a body about which it turns out to be, with its handler, and is found there no more', async () => {
      const number = await opened(CONSTRUCTION, { respondentAgencyId: CONSTRUCTION });
      const id = await idOf(number);
      const given = async () => {
        const { data } = await ask(
          `mutation { assignCase(input: { case: "${id}", expectedVersion: 1, officer: "${officer('sxd-giaiquyet').id}" },
             idempotencyKey: "assigned-before") { ... on Case { version } ... on CaseRefused { code } } }`,
          officer('sxd-giamdoc'),
        );
        return data.assignCase;
      };
      expect(await waysTo(number, officer('sxd-xuly'))).toEqual(seen);
      expect(await given()).toEqual({ version: 2 });
      expect(await given()).toEqual({ version: 2 });
      await classified(number, { kind: 'DENUNCIATION' });
      expect(await waysTo(number, officer('sxd-xuly'))).toEqual(hidden);
      const { rows } = await world.pool.query('select agency_id, officer_id from cases where petition_id = $1', [
        petitionId(number),
      ]);
      expect(rows).toEqual([{ agency_id: bodyOf('UBND'), officer_id: null }]);
      // The same call with the same key would have told what it did.
      expect(await given()).toEqual({ code: 'CASE_UNKNOWN' });
    });

    it('is out of reach of whoever serves in the body denounced besides another', async () => {
      const number = await opened(agencyId, { kind: 'DENUNCIATION', respondentAgencyId: CONSTRUCTION });
      const person = officer('ttt-thanhtra');
      expect(await waysTo(number, person)).toEqual(seen);
      await registerChanges(
        `insert into officer_duty (officer_id, role, agency_id, valid_from) values ($1, 'processor', $2, '2026-01-01')`,
        [person.id, CONSTRUCTION],
      );
      expect(await waysTo(number, person)).toEqual(hidden);
      await registerChanges('delete from officer_duty where officer_id = $1 and agency_id = $2', [
        person.id,
        CONSTRUCTION,
      ]);
      expect(await waysTo(number, person)).toEqual(seen);
    });

    it('is given to nobody who is in conflict with it', async () => {
      const number = await opened(agencyId, {
        kind: 'DENUNCIATION',
        respondentOfficerId: officer('btcd-giaiquyet').id,
      });
      expect(
        await command(number, 'assignCase', officer('btcd-truongban'), `officer: "${officer('btcd-giaiquyet').id}"`),
      ).toBe('CONFLICT_OF_INTEREST');
    });
  });

  it('is not counted in what a head is told of moved deadlines where it is about the head', async () => {
    const department = bodyOf('SNNMT');
    await opened(department);
    await opened(department, { respondentOfficerId: officer('snnmt-giamdoc').id });
    const { data } = await ask(
      `mutation { declareCalendarDay(idempotencyKey: "a-day-off", input: { day: "2026-11-25", kind: HOLIDAY, name: "Ngày nghỉ",
         document: { number: "1/QĐ", issuedOn: "2026-11-23" } }) { __typename } }`,
      officer('vpubnd-quantri'),
    );
    expect(data.declareCalendarDay.__typename).toBe('CalendarDay');
    await world.recompute();
    const { rows } = await world.pool.query(
      `select payload ->> 'caseCount' as "caseCount" from event
       where type = 'DeadlinesMoved' and payload ->> 'agencyId' = $1`,
      [department],
    );
    expect(rows).toEqual([{ caseCount: '1' }]);
  });

  it('in its second instance is out of reach of whoever handled the first', async () => {
    const number = await opened(agencyId);
    const handler = officer('btcd-giaiquyet');
    expect(await waysTo(number, handler)).toEqual(seen);
    await world.pool.query('update cases set instance = 2, earlier_handlers = $1 where petition_id = $2', [
      [handler.id],
      petitionId(number),
    ]);
    expect(await waysTo(number, handler)).toEqual(hidden);
    expect(await waysTo(number, officer('btcd-truongban'))).toEqual(seen);
  });

  it('is given to nobody who is suspended or whose duty in the agency has ended', async () => {
    const number = await opened(agencyId);
    const given = () =>
      command(number, 'assignCase', officer('btcd-truongban'), `officer: "${officer('btcd-giaiquyet').id}"`);
    const changed = (what: string) => world.pool.query(what, [officer('btcd-giaiquyet').id]);
    await changed('update officer set suspended_at = now() where id = $1');
    expect(await given()).toBe('OFFICER_SUSPENDED');
    await changed('update officer set suspended_at = null where id = $1');
    await changed("update officer_duty set valid_to = date '2026-08-01' where officer_id = $1");
    expect(await given()).toBe('OFFICER_OF_OTHER_AGENCY');
    await changed('update officer_duty set valid_to = null where officer_id = $1');
    expect(await given()).toMatchObject({ history: expect.anything() });
  });

  it('is accepted by nobody who proposed it, also not in the name of another or through another', async () => {
    const number = await opened(agencyId);
    const proposer = officer('btcd-truongban');
    await world.consumer.apply(world.pool, [
      aClassifiedPetition(number, agencyId, { classifiedOn: '2026-11-24', classifiedById: proposer.id }),
    ]);
    const accepted = (who: Person) => command(number, 'acceptCase', who, `document: { issuedOn: "2026-11-24" }`);
    expect(await accepted(proposer)).toBe('OWN_PROPOSAL');
    const through = { ...officer('btcd-xuly'), delegations: [{ from: proposer.id, role: 'head', agencyId }] };
    expect(await accepted(through)).toBe('OWN_PROPOSAL');
    const { data } = await ask(
      `{ case(id: "${await idOf(number)}") { allowedActions { action allowed reason } } }`,
      proposer,
    );
    expect(data.case.allowedActions.find(({ action }: { action: string }) => action === 'acceptCase')).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('đề xuất thụ lý'),
    });
    expect(await accepted(officer('btcd-giaiquyet'))).toMatchObject({ history: expect.anything() });
  });

  it('shows in whose name a step was taken by delegation', async () => {
    const number = await opened(agencyId);
    const deputy = { ...officer('btcd-xuly'), delegations: [{ from: head.id, role: 'head', agencyId }] };
    const taken = await command(number, 'assignCase', deputy, `officer: "${officer('btcd-giaiquyet').id}"`);
    expect(taken.history.nodes.at(-1)).toEqual({
      type: 'CaseAssigned',
      actor: { id: deputy.id },
      onBehalfOf: { id: head.id },
    });
  });

  it('takes no SQL, no column name and no object from whoever asks', async () => {
    for (const text of ["' or 1=1; --", '$1', '\\', '"; drop table cases; --'])
      expect((await ask(`{ case(id: ${JSON.stringify(text)}) { id } }`, officer('ttt-thanhtra'))).data.case).toBeNull();
    for (const filter of ['{ kind: "DENUNCIATION; drop" }', '{ stage: title }', '{ where: {} }', '{ overdue: "1" }'])
      expect(
        (await ask(`{ worklist(filter: ${filter}) { nodes { id } } }`, officer('ttt-thanhtra'))).errors,
      ).toHaveLength(1);
    expect((await ask(`{ ${entity('Nonsense', 'x')} { __typename } }`, officer('ttt-thanhtra'))).errors).toHaveLength(
      1,
    );
    expect(
      (
        await ask(
          '{ _entities(representations: [{ __typename: "Case", id: { a: 1 } }]) { ... on Case { id } } }',
          officer('ttt-thanhtra'),
        )
      ).data._entities,
    ).toEqual([null]);
    expect((await world.pool.query('select from cases')).rowCount).toBeGreaterThan(0);
  });
});
