import { Pool } from 'pg';
import { countStatements, freshDatabase, topicPrefix, until } from '.';

describe('a fresh database', () => {
  it('is empty, has a name of its own, and is gone after dropping even while somebody is connected', async () => {
    const [one, other] = await Promise.all([freshDatabase('testkit drop'), freshDatabase('testkit drop')]);
    const pool = new Pool({ connectionString: one.url });
    pool.on('error', () => undefined);

    const tables = await pool.query("select count(*)::int as count from pg_tables where schemaname = 'public'");
    expect(tables.rows).toEqual([{ count: 0 }]);
    expect(one.url).not.toBe(other.url);

    await Promise.all([one.drop(), other.drop()]);
    await expect(pool.query('select 1')).rejects.toThrow();
    await pool.end();
  });
});

describe('counting statements', () => {
  it('sees what goes through the pool and through a client of it, and nothing after it has stopped', async () => {
    const database = await freshDatabase('testkit count');
    const pool = new Pool({ connectionString: database.url });
    const counter = countStatements(pool);

    await pool.query('select 1');
    const client = await pool.connect();
    await client.query({ name: 'two', text: 'select $1::int', values: [2] });
    client.release();
    expect(counter.statements).toEqual(['select 1', 'select $1::int']);

    counter.reset();
    counter.stop();
    await pool.query('select 3');
    expect(counter.statements).toEqual([]);
    await pool.end();
    await database.drop();
  });
});

describe('until', () => {
  it('gives back what it waited for, and says what never came', async () => {
    let count = 0;
    await expect(until(() => (++count > 2 ? { count } : null))).resolves.toEqual({ count: 3 });
    await expect(until(() => false, { timeoutMs: 30 })).rejects.toThrow('30 ms');
  });
});

it('gives each suite topics of its own', () => {
  expect(topicPrefix()).not.toBe(topicPrefix());
});
