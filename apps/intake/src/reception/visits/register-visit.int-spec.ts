import { countStatements, freshDatabase } from '@tiepdan/testkit';
import { aDraft, aPerson, anIdentified, aVisit } from '../../testing/examples';
import { board, commune, ended, nowhere, officer, openIntakeWorld, type IntakeWorld } from '../../testing/intake.world';

describe('registering a visit', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  const register = (visit = aVisit(), options?: { key?: string }) => world.does('registerVisit', visit, options);

  beforeAll(async () => {
    const database = await freshDatabase('intake_visit');
    drop = database.drop;
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });
  const eventsOf = async (id: string) =>
    (await world.pool.query('select type, payload, position::int from event where aggregate_id = $1', [id])).rows[0];

  it('numbers the visit and its petitions, and tells of all of them in that order', async () => {
    const { id, number, petitions } = await register(aVisit({ petitions: [aDraft(), aDraft({ kind: 'FEEDBACK' })] }));
    expect(number).toBe('BTCD-LT-2026-000001');
    expect(petitions.map((petition: { number: string }) => petition.number)).toEqual([
      'BTCD-D-2026-000001',
      'BTCD-D-2026-000002',
    ]);
    const [visit, first, second] = await Promise.all([id, petitions[0].id, petitions[1].id].map(eventsOf));
    expect([first.position, second.position]).toEqual([visit.position + 1, visit.position + 2]);
    expect(visit).toMatchObject({
      type: 'VisitRegistered',
      payload: {
        number,
        agencyId: board,
        receptionKind: 'REGULAR',
        receivedBy: 'REGULAR',
        arrivedOn: '2026-11-24',
        officerId: officer.id,
        visitorCount: 1,
        firstVisit: true,
        petitionIds: [petitions[0].id, petitions[1].id],
        refusalGround: null,
      },
    });
    expect(second).toMatchObject({
      type: 'PetitionReceived',
      payload: { number: 'BTCD-D-2026-000002', kind: 'FEEDBACK', channel: 'RECEPTION', visitId: id, signatoryCount: 1 },
    });
  });

  it('tells the gateway of the visit and of every petition it wrote', async () => {
    const { context, data } = await world.ask(
      `mutation ($input: RegisterVisitInput!) { registerVisit(input: $input, idempotencyKey: "written-versions") {
         ... on Visit { id petitions { id visit { id officer { id } agency { id } } petitioners { role } } } } }`,
      { input: aVisit() },
    );
    const { id, petitions } = data.registerVisit;
    expect(context.written).toEqual([
      { topic: 'intake.petition.v1', aggregateId: petitions[0].id, version: 1 },
      { topic: 'intake.visit.v1', aggregateId: id, version: 1 },
    ]);
    expect(petitions[0]).toMatchObject({
      visit: { id, officer: { id: officer.id }, agency: { id: board } },
      petitioners: [{ role: 'INDIVIDUAL' }],
    });
  });

  it('counts reception by a leader as such', async () => {
    const { id } = await register(aVisit({ receptionKind: 'AD_HOC' }));
    expect((await eventsOf(id)).payload.receivedBy).toBe('HEAD');
  });

  it('is a first visit unless one of the visitors was received by this agency before', async () => {
    const visited = async (...visitors: ReturnType<typeof aPerson>[]) =>
      (await register(aVisit({ visitors }))).firstVisit;
    expect(await visited(anIdentified(1))).toBe(true);
    expect(await visited(anIdentified(2))).toBe(true);
    expect(await visited(anIdentified(3), anIdentified(1))).toBe(false);
    expect(await visited(aPerson(), aPerson())).toBe(true);
    expect(await visited(aPerson())).toBe(true);
    expect((await register(aVisit({ agency: commune, visitors: [anIdentified(1)] }))).firstVisit).toBe(true);
  });

  it('does not count a refused reception as a first visit', async () => {
    const refused = await register(aVisit({ visitors: [anIdentified(9)], petitions: [], refusalGround: 'A_B' }));
    expect(refused).toMatchObject({
      petitions: [],
      refusal: { code: 'A_B', label: 'Không chấp hành việc kiểm tra an ninh' },
    });
    expect((await register(aVisit({ visitors: [anIdentified(9)] }))).firstVisit).toBe(true);
  });

  it('finds one first visit when the same person is registered ten times at once', async () => {
    const visits = await Promise.all(
      Array.from({ length: 10 }, () => register(aVisit({ visitors: [anIdentified(77)] }))),
    );
    expect(visits.filter(({ firstVisit }) => firstVisit)).toHaveLength(1);
  });

  it('gives 20 callers with one key one visit and the same answer', async () => {
    const before = await world.rowCounts();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(aVisit(), { key: 'twenty-at-once' })));
    const after = await world.rowCounts();
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].petitions).toHaveLength(1);
    expect([after['visit']! - before['visit']!, after['petition']! - before['petition']!]).toEqual([1, 1]);
  });

  it('numbers visits and petitions without gap, though some calls are refused half-way', async () => {
    const numbersBefore = (await world.pool.query('select * from number_counter order by 1')).rows;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        register(aVisit({ visitors: [aPerson({ address: { text: '', commune: nowhere } })] })),
      ),
    );
    expect((await world.pool.query('select * from number_counter order by 1')).rows).toEqual(numbersBefore);
    const { rows } = await world.pool.query(
      `select (select max(right(number, 6)::int) = count(*) from visit where agency_id = $1) as visits,
              (select max(right(number, 6)::int) = count(*) from petition where receiving_agency_id = $1) as petitions`,
      [board],
    );
    expect(rows).toEqual([{ visits: true, petitions: true }]);
  });

  it('takes few round trips, however many came with however much', async () => {
    const visitors = Array.from({ length: 30 }, (_, index) =>
      anIdentified(200 + index, index ? {} : { role: 'REPRESENTATIVE' }),
    );
    const counter = countStatements(world.pool, world.readerPool);
    await register(aVisit({ visitors, petitions: Array.from({ length: 10 }, () => aDraft()) }));
    counter.stop();
    expect(counter.statements.length).toBeLessThanOrEqual(11);
  });

  it.each([
    ['a leader session, as none is kept yet', aVisit({ session: nowhere }), 'SESSION_UNKNOWN', 'session'],
    ['nobody', aVisit({ visitors: [] }), 'VISITORS_MISSING', 'visitors'],
    ['a moment to come', aVisit({ arrivedAt: new Date('2026-11-25T00:00:00Z') }), 'ARRIVED_IN_FUTURE', 'arrivedAt'],
    ['an agency nobody knows', aVisit({ agency: nowhere }), 'AGENCY_UNKNOWN', 'agency'],
    ['an agency that has ended', aVisit({ agency: ended }), 'AGENCY_NOT_EXISTING_ON_DAY', 'agency'],
    [
      'a ground no law knows',
      aVisit({ petitions: [], refusalGround: 'A_Z' }),
      'REFUSAL_GROUND_UNKNOWN',
      'refusalGround',
    ],
    [
      'a ground of a later law',
      aVisit({ petitions: [], refusalGround: 'A_B', arrivedAt: new Date('2026-06-30T02:00:00Z') }),
      'REFUSAL_GROUND_UNKNOWN',
      'refusalGround',
    ],
    ['a petition with a refused visit', aVisit({ refusalGround: 'L1' }), 'REFUSED_VISIT_WITH_PETITION', 'petitions'],
    [
      'a group without representative',
      aVisit({ visitors: Array.from({ length: 5 }, () => aPerson()) }),
      'GROUP_WITHOUT_REPRESENTATIVE',
      'visitors',
    ],
    [
      'a long text',
      aVisit({ petitions: [aDraft(), aDraft({ summary: 'đ'.repeat(20_001) })] }),
      'SUMMARY_TOO_LONG',
      'petitions.1.summary',
    ],
    ['a NUL character', aVisit({ visitors: [aPerson({ name: 'a\0' })] }), 'TEXT_INVALID', 'visitors.0.name'],
  ])('refuses %s, and stores nothing', async (_, input, code, field) => {
    const before = await world.rowCounts();
    expect(await register(input)).toMatchObject({ code, field, message: expect.stringMatching(/[à-ỹ]/) });
    expect(await world.rowCounts()).toEqual(before);
  });
});
