import type { Queryable } from './transaction';

/**
 * What a service may do in its database, whoever's login it came with: read and write rows, and change nothing of the tables.
 * Both roles are made once for a server and cannot log in themselves.
 */
export const APPLICATION_ROLE = 'tiepdan_application';
/** What is read for a caller: rows that PostgreSQL itself finds within their reach, and nothing is written. */
export const READER_ROLE = 'tiepdan_reader';

/**
 * Gives a service what it may do with every table there is; what may be read for callers, migrations say table by table.
 * `appendOnly` names tables whose rows stay as they were written. May be run again.
 */
export async function grantToApplication(client: Queryable, appendOnly: readonly string[]): Promise<void> {
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE}`);
  await client.query(`grant usage, select on all sequences in schema public to ${APPLICATION_ROLE}`);
  for (const table of appendOnly) await client.query(`revoke update, delete on ${table} from ${APPLICATION_ROLE}`);
}

/**
 * Makes the two roles on a server where they are missing. For a superuser or whoever may make roles; anybody else changes
 * nothing. May be run again, by several at once.
 */
export async function createRoles(client: Queryable): Promise<void> {
  for (const role of [APPLICATION_ROLE, READER_ROLE])
    await client.query(`do $$ begin
      create role ${role} nologin;
    exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$`);
}
