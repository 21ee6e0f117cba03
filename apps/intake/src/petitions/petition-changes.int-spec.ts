import { freshDatabase } from '@tiepdan/testkit';
import { aReception } from '../testing/examples';
import { board, commune, nowhere, officer, openIntakeWorld, type IntakeWorld } from '../testing/intake.world';

describe('changing a petition', () => {
  let world: IntakeWorld;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await freshDatabase('intake_changes');
    drop = database.drop;
    world = await openIntakeWorld(database.url);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });
  const received = (): Promise<{ id: string }> => world.does('receivePetition', aReception());
  const classification = (petition: string, more: object = {}) => ({
    petition,
    expectedVersion: 1,
    kind: 'COMPLAINT',
    field: 'LAND_HOUSING',
    direction: 'ACCEPT',
    ...more,
  });
  const classify = (petition: string, more: object = {}, options: Parameters<IntakeWorld['does']>[2] = {}) =>
    world.does('classifyPetition', classification(petition, more), options);
  const lastEventOf = async (id: string) =>
    (
      await world.pool.query(
        'select type, aggregate_version as version, payload from event where aggregate_id = $1 order by 2 desc limit 1',
        [id],
      )
    ).rows[0];

  it('classifies it: the committed row is the answer, with the label and law of each reason, and the event tells it', async () => {
    const { id } = await received();
    const answer = await classify(id, { direction: 'FILE', kind: 'FEEDBACK', ineligibleReasons: ['N5'] });
    expect(answer).toMatchObject({
      status: 'INELIGIBLE',
      version: 2,
      direction: 'FILE',
      eligibility: { eligible: false, reasons: [{ code: 'N5', label: 'Đơn rách nát, chữ viết không đọc được' }] },
    });
    expect(await lastEventOf(id)).toEqual({
      type: 'PetitionClassified',
      version: 2,
      payload: {
        kind: 'FEEDBACK',
        field: 'LAND_HOUSING',
        classifiedOn: '2026-11-24',
        receivingAgencyId: board,
        eligible: false,
        ineligibleReasons: ['N5'],
        direction: 'FILE',
        duplicateOfId: null,
        classifiedById: officer.id,
      },
    });
    const { data } = await world.ask(`{ petition(id: "${id}") { kind status version } }`);
    expect(data.petition).toEqual({ kind: 'FEEDBACK', status: 'INELIGIBLE', version: 2 });
  });

  it('lets one of ten officers who read the same version classify it', async () => {
    const { id } = await received();
    const answers = await Promise.all(Array.from({ length: 10 }, () => classify(id)));
    expect(answers.filter(({ status }) => status === 'CLASSIFIED')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ALREADY_CLASSIFIED')).toHaveLength(9);
  });

  it('gives the same answer to the same call', async () => {
    const { id } = await received();
    const before = await world.rowCounts();
    const calls = await Promise.all(Array.from({ length: 10 }, () => classify(id, {}, { key: 'classify-once' })));
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(1);
    const after = await world.rowCounts();
    expect([after['event']! - before['event']!, after['audit_entry']! - before['audit_entry']!]).toEqual([1, 1]);
  });

  it('links duplicates to their original, which lists them in order', async () => {
    const original = await received();
    const repeats = [await received(), await received(), await received()];
    for (const { id } of repeats)
      expect(await classify(id, { direction: 'FILE', duplicateOf: original.id })).toMatchObject({ status: 'LINKED' });
    expect(await classify(original.id, { duplicateOf: repeats[0]!.id })).toMatchObject({
      code: 'DUPLICATE_OF_DUPLICATE',
    });
    expect(await classify(original.id, { duplicateOf: 'no-id' })).toMatchObject({
      code: 'PETITION_UNKNOWN',
      field: 'duplicateOf',
    });
    const page = async (after: string | null) => {
      const { data } = await world.ask(
        `query ($after: String) { petition(id: "${original.id}") {
           duplicates(first: 2, after: $after) { nodes { id duplicateOf { id } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      return data.petition.duplicates;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes]).toEqual(
      repeats.map(({ id }) => ({ id, duplicateOf: { id: original.id } })),
    );
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('never lets two petitions be duplicates of each other, though both are classified at once', async () => {
    const [one, other] = [await received(), await received()];
    const answers = await Promise.all([
      classify(one.id, { duplicateOf: other.id }),
      classify(other.id, { duplicateOf: one.id }),
    ]);
    expect(answers.map(({ status, code }) => status ?? code).sort()).toEqual(['DUPLICATE_OF_DUPLICATE', 'LINKED']);
  });

  it('records that it was taken back, and nothing after that', async () => {
    const { id } = await received();
    await classify(id);
    const withdrawal = { petition: id, expectedVersion: 2, on: '2026-11-24', coerced: true };
    expect(await world.does('withdrawPetition', withdrawal)).toMatchObject({ status: 'WITHDRAWN', version: 3 });
    expect(await lastEventOf(id)).toEqual({
      type: 'PetitionWithdrawn',
      version: 3,
      payload: { withdrawnOn: '2026-11-24', receivingAgencyId: board, coerced: true },
    });
    expect(await classify(id, { expectedVersion: 3 })).toMatchObject({ code: 'ALREADY_CLASSIFIED' });
  });

  it.each([
    ['a petition nobody knows', { petition: nowhere }, 'PETITION_UNKNOWN'],
    ['an id that is none', { petition: 'no-id' }, 'PETITION_UNKNOWN'],
    ['another version', { expectedVersion: 2 }, 'VERSION_CHANGED'],
    ['a reason no law knows', { direction: 'FILE', ineligibleReasons: ['N99'] }, 'REASON_UNKNOWN'],
    ['accepting what is not eligible', { ineligibleReasons: ['N1'] }, 'DIRECTION_NOT_LAWFUL'],
    ['a NUL character', { ineligibleReasons: ['N1\0'] }, 'TEXT_INVALID'],
  ])('refuses %s, and stores nothing', async (_, more, code) => {
    const { id } = await received();
    const before = await world.rowCounts();
    expect(await classify(id, more)).toMatchObject({ code, message: expect.stringMatching(/[à-ỹ]/) });
    expect(await world.rowCounts()).toEqual(before);
  });

  it.each([
    ['an officer of another agency', { agencyId: commune }],
    ['an officer without that duty', { roles: ['receptionist'] }],
    ['nobody’s officer', { agencyId: null }],
  ])('is FORBIDDEN to %s, and stores nothing', async (_, as) => {
    const { id } = await received();
    const before = await world.rowCounts();
    expect(await classify(id, {}, { as })).toMatchObject([{ message: 'FORBIDDEN', path: ['answer'] }]);
    expect(await world.rowCounts()).toEqual(before);
  });
});
