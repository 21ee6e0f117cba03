import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createDatabases, databaseAddresses, dropDatabases } from './databases';

const serverUrl = process.env.TEST_DATABASE_URL!;
const purpose = `tools_${randomBytes(4).toString('hex')}_`;
const passwordsOf = (letter: string) => ({ owner: letter.repeat(16), service: letter.repeat(17) });
const passwords = { [`${purpose}one`]: passwordsOf('a'), [`${purpose}other`]: passwordsOf('b') };
const [one, other] = Object.keys(passwords) as [string, string];
afterAll(() => dropDatabases(serverUrl, Object.keys(passwords)));

/** What a login of one database may do in another, or in its own. */
async function asLogin(
  [home, login]: readonly [string, 'owner' | 'service'],
  database: string,
  ...statements: readonly string[]
): Promise<string> {
  const address = new URL(databaseAddresses(serverUrl, home, passwords[home]!)[login]);
  address.pathname = `/${database}`;
  const client = new Client({ connectionString: address.href });
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
    const { rows } = await client.query<{ user: string }>('select session_user as user');
    return rows[0]!.user;
  } finally {
    await client.end().catch(() => undefined);
  }
}

describe('the logins of a database', () => {
  beforeAll(async () => {
    await createDatabases({ serverUrl, passwords, isServerOurs: false });
    await createDatabases({ serverUrl, passwords, isServerOurs: false });
  });

  it('can enter it and no other, also when they are made a second time', async () => {
    for (const login of ['owner', 'service'] as const) {
      expect(await asLogin([one, login], one)).toMatch(one);
      expect(await asLogin([other, login], other)).toMatch(other);
      await expect(asLogin([one, login], other)).rejects.toThrow(/permission denied/);
      await expect(asLogin([other, login], one)).rejects.toThrow(/permission denied/);
    }
  });

  it('differ in that the owner makes tables, and the service cannot become the owner by laying down its role', async () => {
    await asLogin([one, 'owner'], one, 'create table kept (row int)');
    await expect(asLogin([one, 'service'], one, 'create table own (row int)')).rejects.toThrow(/permission denied/);
    await expect(asLogin([one, 'service'], one, 'reset role', 'drop table kept')).rejects.toThrow(/must be owner/);
    await expect(asLogin([one, 'service'], one, `set role "${one}"`)).rejects.toThrow(/permission denied/);
  });
});
