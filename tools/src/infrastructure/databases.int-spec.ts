import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createDatabases, databaseAddress, dropDatabases } from './databases';

const serverUrl = process.env.TEST_DATABASE_URL!;
const purpose = `tools_${randomBytes(4).toString('hex')}_`;
const passwords = { [`${purpose}one`]: 'a'.repeat(16), [`${purpose}other`]: 'b'.repeat(16) };
const [one, other] = Object.keys(passwords) as [string, string];
afterAll(() => dropDatabases(serverUrl, Object.keys(passwords)));

async function connect(role: string, database: string): Promise<string> {
  const address = new URL(databaseAddress(serverUrl, role, passwords[role]!));
  address.pathname = `/${database}`;
  const client = new Client({ connectionString: address.href });
  try {
    await client.connect();
    const { rows } = await client.query<{ user: string }>('select current_user as user');
    return rows[0]!.user;
  } finally {
    await client.end().catch(() => undefined);
  }
}

it('gives each database a login role that can enter it and no other, also when it is made a second time', async () => {
  await createDatabases({ serverUrl, passwords, isServerOurs: false });
  await createDatabases({ serverUrl, passwords, isServerOurs: false });

  expect(await connect(one, one)).toBe(one);
  expect(await connect(other, other)).toBe(other);
  await expect(connect(one, other)).rejects.toThrow(/permission denied/);
  await expect(connect(other, one)).rejects.toThrow(/permission denied/);
});
