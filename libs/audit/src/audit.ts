import { createHash } from 'node:crypto';
import type { Queryable } from '@tiepdan/database';

/** One link of a chain: who did what to which object, when. The payload itself stays where it is; only its hash is linked. */
export interface AuditEntry {
  /** One chain per agency: a single chain for all would make every write wait for every other. */
  readonly agencyId: string;
  readonly actorId: string;
  readonly operation: string;
  readonly objectId: string;
  readonly payload: unknown;
}

/** Tables whose rows stay as they were written. */
export const AUDIT_APPEND_ONLY = ['audit_entry'] as const;

/** Creates the tables; called by a service in its own migration. A head repeats the last link of its chain. */
export async function createAuditTables(run: (sql: string) => Promise<unknown>): Promise<void> {
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

export const payloadHash = (payload: unknown): Buffer => createHash('sha256').update(JSON.stringify(payload)).digest();

const LINK_COLUMNS = 'agency_id, sequence, actor_id, operation, object_id, recorded_at, payload_hash, hash';

/**
 * Common table expressions that append one link, for statements that write everything at once.
 * `source` yields at most one row with the columns agency_id, actor_id, operation, object_id, payload_hash.
 * The upsert locks the head until the commit and re-reads it after waiting, so a chain never forks.
 */
export const auditSql = (source: string): string => `
  audit_link as (
    insert into audit_head as head (${LINK_COLUMNS})
    select s.agency_id, 1, s.actor_id, s.operation, s.object_id, s.at, s.payload_hash,
           ${linkHash('sha256(s.agency_id::text::bytea)', '1', 's', 's.at')}
    from (select *, clock_timestamp() as at from ${source}) s
    on conflict (agency_id) do update set
      sequence = head.sequence + 1, actor_id = excluded.actor_id, operation = excluded.operation,
      object_id = excluded.object_id, recorded_at = excluded.recorded_at, payload_hash = excluded.payload_hash,
      hash = ${linkHash('head.hash', '(head.sequence + 1)', 'excluded', 'excluded.recorded_at')}
    returning ${LINK_COLUMNS}),
  audit_entered as (insert into audit_entry (${LINK_COLUMNS}) select ${LINK_COLUMNS} from audit_link)`;

/** SHA-256 over the previous link's hash and every field of this one; a verifier computes the same from the stored row. */
const linkHash = (previous: string, sequence: string, row: string, at: string): string =>
  `sha256(${previous} || convert_to(concat_ws('|', ${sequence}, ${row}.actor_id, ${row}.operation, ${row}.object_id,
     to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')), 'UTF8') || ${row}.payload_hash)`;

/** Appends one link in the caller's transaction. */
export async function appendAudit(client: Queryable, entry: AuditEntry): Promise<void> {
  await client.query({
    name: 'audit-append',
    text: `with entry as (select $1::uuid as agency_id, $2::text as actor_id, $3::text as operation,
                                 $4::uuid as object_id, $5::bytea as payload_hash), ${auditSql('entry')} select 1`,
    values: [entry.agencyId, entry.actorId, entry.operation, entry.objectId, payloadHash(entry.payload)],
  });
}

/** The first sequence number at which a chain is broken, or null when every link fits the one before it. */
export async function firstBrokenLink(client: Queryable, agencyId: string): Promise<number | null> {
  const { rows } = await client.query<{ sequence: string }>(
    `with linked as (
       select e.*, row_number() over chain as expected_sequence,
              coalesce(lag(hash) over chain, sha256(agency_id::text::bytea)) as previous
       from audit_entry e where agency_id = $1 window chain as (order by sequence))
     select coalesce(
       (select min(expected_sequence) from linked
        where sequence <> expected_sequence or hash <> ${linkHash('previous', 'sequence', 'linked', 'linked.recorded_at')}),
       (select h.sequence from audit_head h where agency_id = $1
          and not exists (select from linked where linked.sequence = h.sequence and linked.hash = h.hash))) as sequence`,
    [agencyId],
  );
  return rows[0]?.sequence == null ? null : Number(rows[0].sequence);
}
