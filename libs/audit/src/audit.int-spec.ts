import { Pool } from 'pg';
import { freshDatabase } from '@tiepdan/testkit';
import { appendAudit, createAuditTables, firstBrokenLink } from './audit';

const agencyId = '0190a000-0000-7000-8000-000000000001';
const entry = (number: number) => ({
  agencyId,
  actorId: 'officer-1',
  operation: 'receivePetition',
  objectId: `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  payload: { number },
});

describe('the audit chain of an agency', () => {
  let pool: Pool;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const database = await freshDatabase('audit');
    pool = new Pool({ connectionString: database.url, max: 8 });
    drop = database.drop;
    await createAuditTables((sql) => pool.query(sql));
  });
  afterEach(async () => {
    await pool.end();
    await drop();
  });

  it('never forks under 40 writers at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, number) => appendAudit(pool, entry(number))));
    const { rows } = await pool.query('select count(*)::int as links, max(sequence)::int as last from audit_entry');
    expect(rows).toEqual([{ links: 40, last: 40 }]);
    expect(await firstBrokenLink(pool, agencyId)).toBeNull();
  });

  it.each([
    ['altered', "update audit_entry set actor_id = 'somebody else' where sequence = 3", 3],
    ['deleted', 'delete from audit_entry where sequence = 3', 3],
    ['cut off at the end', 'delete from audit_entry where sequence = 5', 5],
  ])('names the first link that was %s', async (_, tampering, broken) => {
    for (const number of [1, 2, 3, 4, 5]) await appendAudit(pool, entry(number));
    await pool.query(tampering);
    expect(await firstBrokenLink(pool, agencyId)).toBe(broken);
  });
});
