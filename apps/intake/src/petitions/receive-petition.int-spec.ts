import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { blindIndex } from '@tiepdan/sealing';
import { countStatements, freshDatabase, until, type FreshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, anIdentified, aReception, aVisit } from '../testing/examples';
import {
  board,
  commune,
  ended,
  keeper,
  nowhere,
  officer,
  openIntakeWorld,
  type IntakeWorld,
} from '../testing/intake.world';

describe('receiving a petition', () => {
  let world: IntakeWorld;
  let database: FreshDatabase;
  const receive = (...args: [object?, { key?: string }?]) =>
    world.does('receivePetition', args[0] ?? aReception(), args[1]);

  beforeAll(async () => {
    database = await freshDatabase('intake_receive');
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  it('is one statement, without begin and commit around it', async () => {
    const counter = countStatements(world.pool, world.readerPool);
    const answer = await receive(aReception({ petitioners: [anIdentified(1), aPerson()] }));
    counter.stop();
    expect(answer).toMatchObject({ status: 'RECEIVED', version: 1, signatoryCount: 2 });
    expect(counter.statements).toHaveLength(1);
    expect(counter.statements[0]).toMatch(/with\s+body as/);
  });

  it('writes petition, petitioners, event, message to send, audit link and answer together', async () => {
    const before = await world.rowCounts();
    const { id, number } = await receive(
      aReception({
        petitioners: [aPerson({ email: 'a@example.vn', role: 'AUTHORISED' })],
        petition: aDraft({ respondent: { kind: 'AGENCY', agency: commune }, place: { commune } }),
      }),
    );
    const after = await world.rowCounts();
    const grown = Object.keys(after).filter((table) => after[table] === before[table]! + 1);
    expect(grown.sort()).toEqual(
      [
        'audit_entry',
        'citizen',
        'event',
        'event_to_send',
        'idempotency',
        'person_key',
        'petition',
        'petitioner',
      ].sort(),
    );
    const { rows } = await world.pool.query('select * from event where aggregate_id = $1', [id]);
    expect(rows).toMatchObject([
      {
        topic: 'intake.petition.v1',
        type: 'PetitionReceived',
        aggregate_version: 1,
        occurred_at: world.clock,
        payload: {
          number,
          kind: 'COMPLAINT',
          channel: 'POST',
          receivedAt: world.clock.toISOString(),
          receivedOn: '2026-11-24',
          receivingAgencyId: board,
          visitId: null,
          signatoryCount: 1,
          hasKnownPetitioner: true,
          respondentKind: 'AGENCY',
          respondentAgencyId: commune,
          placeCommuneId: commune,
          replyChannel: 'EMAIL',
        },
      },
    ]);
  });

  it('gives 50 callers with one key one petition and the same answer', async () => {
    const before = await world.rowCounts();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => receive(aReception(), { key: 'fifty-at-once' })),
    );
    const after = await world.rowCounts();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 'RECEIVED' });
    expect(after['petition']! - before['petition']!).toBe(1);
    expect(after['event']! - before['event']!).toBe(1);
  });

  it('refuses a key that was used for something else, and stores nothing', async () => {
    await receive(aReception(), { key: 'used-once' });
    const before = await world.rowCounts();
    expect(await receive(aReception({ channel: 'PRESS' }), { key: 'used-once' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await world.rowCounts()).toEqual(before);
  });

  it('answers a repeated call as before, even after the agency came to its end', async () => {
    const input = aReception({ agency: ended, receivedAt: new Date('2025-06-30T16:00:00Z') });
    const first = await receive(input, { key: 'before-the-end' });
    expect(first.number).toBe('UBND-06-D-2025-000001');
    await world.pool.query("update agency set exists_to = '2025-06-29' where id = $1", [ended]);
    expect(await receive(input, { key: 'before-the-end' })).toEqual(first);
    expect(await receive(input)).toMatchObject({ code: 'AGENCY_NOT_EXISTING_ON_DAY' });
    await world.pool.query("update agency set exists_to = '2025-06-30' where id = $1", [ended]);
  });

  it('numbers without gap, also under 40 callers at once, some of whom are refused', async () => {
    await world.pool.query("delete from number_counter where series like '05443-%'");
    const calls = Array.from({ length: 40 }, (_, index) =>
      receive(
        aReception({
          agency: commune,
          petitioners: [anIdentified(index % 7), anIdentified(10 + (index % 3))].toSorted(() => (index % 2 ? 1 : -1)),
          petition: aDraft(index % 4 ? {} : { place: { commune: nowhere } }),
        }),
      ),
    );
    const answers = await Promise.all(calls);
    const numbers = answers.flatMap(({ number }) => number ?? []).sort();
    expect(numbers).toEqual(
      Array.from({ length: 30 }, (_, index) => `05443-D-2026-${String(index + 1).padStart(6, '0')}`),
    );
    expect(answers.filter(({ code }) => code === 'AGENCY_UNKNOWN')).toHaveLength(10);
  });

  it('takes the year of the number from the day in the province, not from UTC', async () => {
    world.clock = new Date('2026-12-31T17:30:00Z');
    expect((await receive()).number).toMatch(/^BTCD-D-2027-\d{6}$/);
    world.clock = new Date('2026-11-24T02:00:00Z');
    expect((await receive(aReception({ receivedAt: new Date('2025-12-31T16:59:00Z') }))).number).toMatch(
      /^BTCD-D-2025-\d{6}$/,
    );
  });

  it('goes on counting after the millionth number', async () => {
    await world.pool.query("insert into number_counter values ('05443-D-2025', 999999)");
    const input = aReception({ agency: commune, receivedAt: new Date('2025-09-01T02:00:00Z') });
    expect((await receive(input)).number).toBe('05443-D-2025-1000000');
  });

  it('knows a person by the identity number, and keeps what they stated each time', async () => {
    const moved = { address: { text: 'Xóm Mới' } };
    const one = await receive(aReception({ petitioners: [anIdentified(500)] }));
    const two = await receive(aReception({ petitioners: [aPerson(), anIdentified(500, moved)] }));
    const { data } = await world.ask(
      `{ one: petition(id: "${one.id}") { petitioners { citizen { id address { text asOf } } } }
         two: petition(id: "${two.id}") { petitioners { citizen { id address { text commune { id } } } } } }`,
    );
    const [before] = data.one.petitioners;
    expect(data.two.petitioners[1].citizen.id).toBe(before.citizen.id);
    expect(data.two.petitioners[0].citizen.id).not.toBe(before.citizen.id);
    expect(before.citizen.address).toEqual({ text: 'Tổ 5', asOf: '2026-11-24' });
    expect(data.two.petitioners[1].citizen.address).toEqual({ text: 'Xóm Mới', commune: null });
  });

  it('never waits in a circle with visits of the same people at the same agency', async () => {
    const people = [anIdentified(601), anIdentified(602), anIdentified(603)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const some = index % 2 ? people : people.toReversed();
        if (index % 3 === 0) return world.does('receivePetition', aReception({ petitioners: some }));
        return world.does('registerVisit', aVisit({ visitors: some, petitions: index % 3 === 1 ? [] : [aDraft()] }));
      }),
    );
    expect(answers.filter(({ number }) => number)).toHaveLength(60);
  });

  describe('locks in one order, as visits do, so that none waits for another in a circle', () => {
    const person = anIdentified(700);
    const counter = `select from number_counter where series = 'BTCD-D-2026' for update`;
    const index = blindIndex(keeper.indexKey, 'identityNumber', person.identityNumber!).toString('hex');
    const citizen = `select from citizen where identity_index = '\\x${index}' for update`;
    const auditHead = `select from audit_head where agency_id = '${board}' for update`;
    /** Whether `other` is free while a call waits for `held`. */
    const isFreeWhileWaiting = async (held: string, other: string, call: () => Promise<{ number?: string }>) => {
      const holder = await world.pool.connect();
      await holder.query('begin');
      await holder.query(held);
      const calling = call();
      await until(async () => {
        const { rows } = await database.asOwner(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return rows.length > 0;
      });
      const isFree = await world.pool.query(`${other} nowait`).then(
        () => true,
        () => false,
      );
      await holder.query('rollback');
      holder.release();
      expect((await calling).number).toMatch(/^BTCD-/);
      return isFree;
    };
    const petition = () => receive(aReception({ petitioners: [person] }));
    const visit = () => world.does('registerVisit', aVisit({ visitors: [person] }));
    beforeAll(petition);

    it.each([
      ['a petition: counters before people', counter, citizen, petition],
      ['a petition: people before the audit chain', citizen, auditHead, petition],
      ['a visit: counters before people', counter, citizen, visit],
      ['a visit: people before the audit chain', citizen, auditHead, visit],
    ])('%s', async (_, held, other, call) => {
      expect(await isFreeWhileWaiting(held, other, call)).toBe(true);
    });
  });

  it('leaves an unbroken audit chain for each agency', async () => {
    const { rows } = await world.pool.query(
      'select distinct operation, actor_id from audit_entry where agency_id = $1',
      [commune],
    );
    expect(rows).toEqual([{ operation: 'receivePetition', actor_id: officer.id }]);
    expect(await firstBrokenLink(world.pool, board)).toBeNull();
    expect(await firstBrokenLink(world.pool, commune)).toBeNull();
  });

  const tooLong = 'đ'.repeat(20_001);
  it.each([
    ['an agency nobody knows', aReception({ agency: nowhere }), 'AGENCY_UNKNOWN', 'agency'],
    ['an agency id that is none', aReception({ agency: 'BTCD' }), 'AGENCY_UNKNOWN', 'agency'],
    ['an agency that has ended', aReception({ agency: ended }), 'AGENCY_NOT_EXISTING_ON_DAY', 'agency'],
    [
      'an agency that had not begun',
      aReception({ agency: commune, receivedAt: new Date('2025-06-30T02:00:00Z') }),
      'AGENCY_NOT_EXISTING_ON_DAY',
      'agency',
    ],
    [
      'a respondent nobody knows',
      aReception({ petition: aDraft({ respondent: { kind: 'AGENCY', agency: nowhere } }) }),
      'AGENCY_UNKNOWN',
      'petition.respondent.agency',
    ],
    [
      'a moment to come',
      aReception({ receivedAt: new Date('2026-11-24T02:00:00.001Z') }),
      'RECEIVED_IN_FUTURE',
      'receivedAt',
    ],
    ['a long text', aReception({ petition: aDraft({ summary: tooLong }) }), 'SUMMARY_TOO_LONG', 'petition.summary'],
    ['a NUL character', aReception({ petition: aDraft({ summary: 'a\0b' }) }), 'TEXT_INVALID', 'petition.summary'],
    [
      'a group without representative',
      aReception({ channel: 'RECEPTION', petitioners: Array.from({ length: 5 }, () => aPerson()) }),
      'GROUP_WITHOUT_REPRESENTATIVE',
      'petitioners',
    ],
  ])('refuses %s in both languages, and stores nothing', async (_, input, code, field) => {
    const before = await world.rowCounts();
    const refusal = await receive(input);
    expect(refusal).toMatchObject({ code, field });
    expect(refusal.message).toMatch(/[à-ỹ]/);
    expect(refusal.messageEn).toMatch(/^[ -~]+$/);
    expect(await world.rowCounts()).toEqual(before);
  });

  it('refuses an input with a missing part as an error of the request, and stores nothing', async () => {
    const before = await world.rowCounts();
    const errors = await receive({ ...aReception(), agency: undefined });
    expect(errors[0].message).toContain('agency');
    expect(await world.rowCounts()).toEqual(before);
  });
});
