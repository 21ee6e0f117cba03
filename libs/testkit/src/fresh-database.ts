import { randomBytes } from 'node:crypto';
import { Client, Pool, type QueryResult } from 'pg';
import { until } from './until';

export interface FreshDatabase {
  readonly url: string;
  /** A statement with the rights of a superuser, which no service has: changes of tables, a look at other sessions. */
  asOwner(sql: string, values?: readonly unknown[]): Promise<QueryResult>;
  /** Ends the sessions that still use it and removes it. */
  drop(): Promise<void>;
}

/**
 * An empty database of its own on the server in TEST_DATABASE_URL, whose user must be a superuser.
 * `purpose` stands in its name, so that one left behind tells where it came from.
 */
export async function freshDatabase(purpose: string): Promise<FreshDatabase> {
  const server = serverUrl();
  const name = `test_${purpose.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}_${randomBytes(4).toString('hex')}`;
  await onServer(server, (client) => client.query(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const owner = new Pool({ connectionString: url.href, max: 2 });
  return {
    url: url.href,
    asOwner: (sql, values) => owner.query(sql, values && [...values]),
    async drop() {
      await owner.end();
      await dropDatabase(server, name);
    },
  };
}

const SESSIONS_END_WITHIN_MS = 2_000;

/** Lets sessions that are ending end by themselves: one that is cut off while it ends raises an error in its pool. */
async function dropDatabase(server: string, name: string): Promise<void> {
  await onServer(server, async (client) => {
    const isUnused = async () =>
      (await client.query('select from pg_stat_activity where datname = $1', [name])).rowCount === 0;
    await until(isUnused, { timeoutMs: SESSIONS_END_WITHIN_MS }).catch(() => undefined);
    await client.query(`drop database if exists ${name} with (force)`);
  });
}

async function onServer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL names no PostgreSQL server; `npm test` starts one.');
  return url;
}
