/** Tables whose rows stay as they were written. */
export const AUDIT_APPEND_ONLY = ['audit_entry', 'audit_anchor'] as const;

const REPEATED = ['actor_id', 'operation', 'object_id', 'recorded_at', 'payload_hash'] as const;

type Run = (sql: string) => Promise<unknown>;

/** Creates the tables as they were at first; called by a service in its own migration. */
export async function createAuditTables(run: Run): Promise<void> {
  const columns = `
      agency_id uuid not null,
      sequence bigint not null,
      actor_id text not null,
      operation text not null,
      object_id uuid not null,
      recorded_at timestamptz not null,
      payload_hash bytea not null,
      hash bytea not null`;
  await run(`create table audit_head (${columns}, primary key (agency_id)) with (fillfactor = 50)`);
  await run(`create table audit_entry (${columns}, primary key (agency_id, sequence))`);
}

/**
 * Adds what a link says since November 2026: the duty it was done by, in whose name, what for. Links of before keep format 1 and
 * are verified by it. Anchors hold all heads that moved, in a chain of their own.
 */
export async function widenAuditTables(run: Run): Promise<void> {
  await run(`alter table audit_entry add column format smallint not null default 1,
    add column role text, add column on_behalf_of uuid, add column purpose text`);
  // A head is written with every link: it holds what the next link needs, and no more.
  await run(`alter table audit_head ${REPEATED.map((column) => `drop column ${column}`).join(', ')},
    add column anchored bigint not null default 0`);
  await run('create index audit_of_object on audit_entry (object_id)');
  await run(`
    create table audit_anchor (
      sequence bigint primary key,
      anchored_at timestamptz not null,
      heads jsonb not null,
      hash bytea not null
    )`);
}

/** For `down` of the same migration. What heads repeated of links does not come back. */
export async function narrowAuditTables(run: Run): Promise<void> {
  await run('drop table audit_anchor');
  await run('drop index audit_of_object');
  await run('alter table audit_head drop column anchored');
  await run(
    'alter table audit_entry drop column format, drop column role, drop column on_behalf_of, drop column purpose',
  );
}
