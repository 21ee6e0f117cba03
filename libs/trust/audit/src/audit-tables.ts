/** Tables whose rows stay as they were written. */
export const AUDIT_APPEND_ONLY = ['audit_entry', 'audit_anchor'] as const;

/**
 * Makes the tables as this library needs them, for tests and benchmarks. A change here needs a migration in each service that
 * keeps an audit; the services compare the two.
 */
export async function createAuditTables(run: (sql: string) => Promise<unknown>): Promise<void> {
  // A head is written with every link: it holds what the next link needs, and no more.
  await run(`
    create table audit_head (
      agency_id uuid primary key,
      sequence bigint not null,
      hash bytea not null,
      anchored bigint not null default 0
    ) with (fillfactor = 50)`);
  // Links of format 1, from before November 2026, name no role, nobody in whose name they were done, and no purpose.
  await run(`
    create table audit_entry (
      agency_id uuid not null,
      sequence bigint not null,
      actor_id text not null,
      operation text not null,
      object_id uuid not null,
      recorded_at timestamptz not null,
      payload_hash bytea not null,
      hash bytea not null,
      format smallint not null default 1,
      role text,
      on_behalf_of uuid,
      purpose text,
      primary key (agency_id, sequence)
    )`);
  await run('create index audit_of_object on audit_entry (object_id)');
  await run(`
    create table audit_anchor (
      sequence bigint primary key,
      anchored_at timestamptz not null,
      heads jsonb not null,
      hash bytea not null
    )`);
}
