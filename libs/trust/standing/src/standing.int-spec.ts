import { Pool } from 'pg';
import { freshDatabase } from '@tiepdan/testkit';
import { createStandingTables, openStandingBook, standingConsumer } from '.';

const body = (id: string, version: number, data: object = {}) => ({
  topic: 'assignment.agency.v1' as const,
  type: 'AgencyRegistered' as const,
  aggregateId: id,
  aggregateVersion: version,
  position: version,
  occurredAt: '2026-11-24T00:00:00Z',
  recordedAt: '2026-11-24T00:00:00Z',
  data: {
    code: 'X',
    name: 'X',
    level: 'DEPARTMENT' as const,
    parentId: null,
    existsFrom: '2014-07-01',
    existsTo: null,
    ...data,
  },
});
const officer = (id: string, version: number, duties: object[], suspended = false) => ({
  ...body(id, version),
  topic: 'assignment.officer.v1' as const,
  type: 'OfficerRegistered' as const,
  data: { agencyId: upper, duties: duties as never, suspended },
});
const upper = '0190a000-0000-7000-8000-00000000000a';
const lower = '0190a000-0000-7000-8000-00000000000b';
const head = '0190a000-0000-7000-8000-0000000000f1';
const headship = { role: 'head', agencyId: lower, validFrom: '2026-01-01', validTo: '2026-11-25' };

describe('the copy of the register', () => {
  const consumer = standingConsumer('test/standing');
  let pool: Pool;
  let drop: () => Promise<void>;
  let at = new Date('2026-11-24T02:00:00Z');
  const book = () => openStandingBook(pool, () => at);

  beforeAll(async () => {
    const database = await freshDatabase('standing');
    drop = database.drop;
    pool = new Pool({ connectionString: database.url });
    await createStandingTables((sql) => pool.query(sql));
    await consumer.apply(pool, [body(upper, 1), body(lower, 1, { parentId: upper }), officer(head, 1, [headship])]);
  });
  afterAll(async () => {
    await pool.end();
    await drop();
  });

  it('knows who stands above whom and who heads what, on the day', async () => {
    const standing = await book().today();
    expect(standing.tree.lineOf(lower)).toEqual([lower, upper]);
    expect(standing.headsOf(lower)).toEqual([head]);
    at = new Date('2026-11-25T17:00:00Z');
    expect((await book().today()).headsOf(lower)).toEqual([]);
    at = new Date('2026-11-24T02:00:00Z');
  });

  it('sees a change within two seconds, and asks the database once for many who ask meanwhile', async () => {
    const asked = book();
    await asked.today();
    await consumer.apply(pool, [officer(head, 2, [])]);
    expect((await asked.today()).bodiesOf(head)).toEqual([lower]);
    at = new Date(at.getTime() + 2_000);
    const query = jest.spyOn(pool, 'query');
    const answers = await Promise.all([asked.today(), asked.today(), asked.today()]);
    expect(answers.map(({ bodiesOf }) => bodiesOf(head))).toEqual([[], [], []]);
    expect(query).toHaveBeenCalledTimes(3);
    query.mockRestore();
  });

  it('leaves a suspended head the head of those below, who will depend on him again', async () => {
    await consumer.apply(pool, [officer(head, 3, [headship], true)]);
    expect((await book().today()).headsOf(lower)).toEqual([head]);
    await consumer.apply(pool, [officer(head, 4, [])]);
  });

  it('keeps the newest record when older ones come again', async () => {
    await consumer.apply(pool, [officer(head, 1, [headship]), body(lower, 1)]);
    const standing = await book().today();
    expect(standing.headsOf(lower)).toEqual([]);
    expect(standing.tree.lineOf(lower)).toEqual([lower, upper]);
  });
});
