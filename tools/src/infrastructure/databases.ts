import { Client } from 'pg';
import { APPLICATION_ROLE, createRoles, READER_ROLE } from '@tiepdan/database';

/** Of the two logins of a database. Ours, and never a user's. */
export interface DatabasePasswords {
  /** Owns the tables and changes them at a release. */
  readonly owner: string;
  /** What the service comes with: it may do what the two roles of `libs/service/database` may, and nothing more. */
  readonly service: string;
}

export interface DatabasePlan {
  /** A superuser's address; its own database is left as it is. */
  readonly serverUrl: string;
  /** By the name of the database, which is its owner's name, too. */
  readonly passwords: Readonly<Record<string, DatabasePasswords>>;
  /** Takes from everybody but the superuser the right to enter the server's own databases, too. */
  readonly isServerOurs: boolean;
}

/** Login of the service that works with a database. */
export const serviceLogin = (database: string): string => `${database}_service`;

/**
 * Makes the databases that are missing. Each belongs to a login role of the same name; the service has a login of its own.
 * Neither can connect to another database.
 */
export async function createDatabases({ serverUrl, passwords, isServerOurs }: DatabasePlan): Promise<void> {
  return withServer(serverUrl, async (server) => {
    const { rows } = await server.query<{ datname: string }>('select datname from pg_database');
    const existing = new Set(rows.map(({ datname }) => datname));
    await createRoles(server);
    for (const [name, { owner, service }] of Object.entries(passwords)) {
      await createLogin(server, name, owner);
      await createLogin(server, serviceLogin(name), service);
      if (!existing.has(name)) await server.query(`create database "${name}" owner "${name}"`);
      await server.query(`revoke all on database "${name}" from public`);
      await server.query(`grant connect on database "${name}" to "${serviceLogin(name)}"`);
      // The owner too, so that where there is only one login a service can still lay down what it does not need.
      await server.query(`grant ${APPLICATION_ROLE}, ${READER_ROLE} to "${name}", "${serviceLogin(name)}"`);
    }
    if (isServerOurs) await server.query('revoke connect on database postgres, template1 from public');
  });
}

async function createLogin(server: Client, name: string, password: string): Promise<void> {
  await server.query(`do $$ begin create role "${name}" login; exception when duplicate_object then null; end $$`);
  await server.query(`alter role "${name}" with login nosuperuser nocreatedb nocreaterole password '${password}'`);
}

/** Removes databases and logins, whoever is connected. */
export const dropDatabases = (serverUrl: string, names: readonly string[]): Promise<void> =>
  withServer(serverUrl, async (server) => {
    for (const name of names) {
      await server.query(`drop database if exists "${name}" with (force)`);
      for (const login of [name, serviceLogin(name)]) await server.query(`drop role if exists "${login}"`);
    }
  });

/** How each login reaches a database. */
export interface DatabaseAddresses {
  readonly owner: string;
  readonly service: string;
}

export function databaseAddresses(serverUrl: string, name: string, passwords: DatabasePasswords): DatabaseAddresses {
  const addressOf = (login: string, password: string): string => {
    const url = new URL(serverUrl);
    url.username = login;
    url.password = password;
    url.pathname = `/${name}`;
    return url.href;
  };
  return { owner: addressOf(name, passwords.owner), service: addressOf(serviceLogin(name), passwords.service) };
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
