import { Client } from 'pg';

export interface DatabasePlan {
  /** A superuser's address; its own database is left as it is. */
  readonly serverUrl: string;
  /** Database and login role of one name, with the role's password. Names and passwords are ours and never a user's. */
  readonly passwords: Readonly<Record<string, string>>;
  /** Takes from everybody but the superuser the right to enter the server's own databases, too. */
  readonly isServerOurs: boolean;
}

/**
 * Makes the databases that are missing. Each belongs to a login role of the same name, which can connect to no other.
 */
export async function createDatabases({ serverUrl, passwords, isServerOurs }: DatabasePlan): Promise<void> {
  return withServer(serverUrl, async (server) => {
    const { rows } = await server.query<{ datname: string }>('select datname from pg_database');
    const existing = new Set(rows.map(({ datname }) => datname));
    for (const [name, password] of Object.entries(passwords)) {
      await server.query(`do $$ begin create role "${name}" login; exception when duplicate_object then null; end $$`);
      await server.query(`alter role "${name}" with login nosuperuser nocreatedb nocreaterole password '${password}'`);
      if (!existing.has(name)) await server.query(`create database "${name}" owner "${name}"`);
      await server.query(`revoke all on database "${name}" from public`);
    }
    if (isServerOurs) await server.query('revoke connect on database postgres, template1 from public');
  });
}

/** Removes databases and roles, whoever is connected. */
export const dropDatabases = (serverUrl: string, names: readonly string[]): Promise<void> =>
  withServer(serverUrl, async (server) => {
    for (const name of names) {
      await server.query(`drop database if exists "${name}" with (force)`);
      await server.query(`drop role if exists "${name}"`);
    }
  });

/** How the role of this name reaches its database. */
export function databaseAddress(serverUrl: string, name: string, password: string): string {
  const url = new URL(serverUrl);
  url.username = name;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}

async function withServer<Result>(serverUrl: string, work: (server: Client) => Promise<Result>): Promise<Result> {
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}
