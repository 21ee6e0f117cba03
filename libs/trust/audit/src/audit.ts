import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Acting } from '@tiepdan/access';
import { inTransaction, type Queryable } from '@tiepdan/database';
import { fieldsHash, LINK_FORMAT, linkHash, linkHashSql, type LinkFields } from './link-hash';

/** One link of a chain: who did what to which object, by which duty, when. The payload itself stays where it is; only its hash is linked. */
export interface AuditEntry {
  /** One chain per agency: a single chain for all would make every write wait for every other. */
  readonly agencyId: string;
  readonly actorId: string;
  /** The duty it was done by, and in whose name. */
  readonly acting: Acting;
  readonly operation: string;
  readonly objectId: string;
  /** What for, where that had to be said. */
  readonly purpose?: string | null;
  readonly payload: unknown;
}

const REFUSED = ' refused';
/** What an operation is called where it was asked for and refused. */
export const refusedOperation = (operation: string): string => operation + REFUSED;
/** The operation that was refused; null for one that was not. */
export const operationRefused = (operation: string): string | null =>
  operation.endsWith(REFUSED) ? operation.slice(0, -REFUSED.length) : null;

const payloadHash = (payload: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(payload ?? null))
    .digest();

const COLUMNS = `agency_id, sequence, format, actor_id, role, on_behalf_of, operation, object_id, purpose, recorded_at,
  payload_hash, hash`;

/**
 * Common table expressions that append one link, for statements that write everything at once. `source` yields at most one row
 * with the columns agency_id, actor_id, role, on_behalf_of, operation, object_id, purpose, payload_hash, and fields_hash, which is
 * that of `linkOf`.
 * The upsert locks the head until the commit and re-reads it after waiting, so a chain never forks.
 */
export const auditSql = (source: string): string => `
  audit_source as materialized (select *, clock_timestamp() as recorded_at from ${source}),
  audit_link as (
    insert into audit_head as head (agency_id, sequence, hash)
    select s.agency_id, 1, ${linkHashSql('sha256(s.agency_id::text::bytea)', '1::bigint', 's')} from audit_source s
    on conflict (agency_id) do update set
      sequence = head.sequence + 1,
      hash = (select ${linkHashSql('head.hash', '(head.sequence + 1)', 's')} from audit_source s)
    returning agency_id, sequence, hash),
  audit_entered as (
    insert into audit_entry (${COLUMNS})
    select l.agency_id, l.sequence, ${LINK_FORMAT}, s.actor_id, s.role, s.on_behalf_of, s.operation, s.object_id,
           s.purpose, s.recorded_at, s.payload_hash, l.hash
    from audit_link l, audit_source s)`;

/** What the link of an entry says, as the database will give it back. */
export const linkOf = ({ actorId, acting, operation, objectId, purpose = null, payload }: AuditEntry): LinkFields => ({
  actorId,
  role: acting.role,
  onBehalfOf: acting.onBehalfOf?.toLowerCase() ?? null,
  operation,
  objectId: objectId.toLowerCase(),
  purpose,
  payloadHash: payloadHash(payload).toString('hex'),
});

/** Appends one link in the caller's transaction. */
export async function appendAudit(client: Queryable, entry: AuditEntry): Promise<void> {
  const link = linkOf(entry);
  await client.query({
    name: 'audit-append',
    text: `with entry as (select $1::uuid as agency_id, $2::text as actor_id, $3::text as role, $4::uuid as on_behalf_of,
                                 $5::text as operation, $6::uuid as object_id, $7::text as purpose,
                                 $8::bytea as payload_hash, $9::bytea as fields_hash), ${auditSql('entry')} select 1`,
    values: [
      entry.agencyId,
      link.actorId,
      link.role,
      link.onBehalfOf,
      link.operation,
      link.objectId,
      link.purpose,
      Buffer.from(link.payloadHash, 'hex'),
      fieldsHash(link),
    ],
  });
}

/** Appends links of several objects in a transaction of their own: three statements, however many there are. */
export const appendAuditOfMany = (pool: Pool, entries: readonly AuditEntry[]): Promise<void> =>
  inTransaction(pool, async (client) => {
    const heads = await lockHeads(client, [...new Set(entries.map(({ agencyId }) => agencyId.toLowerCase()))]);
    const links = entries.map((entry) => {
      const agencyId = entry.agencyId.toLowerCase();
      const head = heads.get(agencyId)!;
      const place = { agencyId, sequence: head.sequence + 1, recordedAt: head.at, format: LINK_FORMAT };
      const link = { ...place, ...linkOf(entry) };
      const hash = linkHash(head.hash, link);
      heads.set(agencyId, { ...head, sequence: link.sequence, hash });
      return { ...link, hash: hash.toString('hex') };
    });
    await client.query({ name: 'audit-append-many', text: APPEND_MANY, values: [JSON.stringify(links)] });
  });

/** Keeps what somebody is about to be shown, for `serveSubgraph`. */
export const looksRecorder =
  (pool: Pool) =>
  (principal: { readonly id: string }, looks: readonly Omit<AuditEntry, 'actorId' | 'payload'>[]): Promise<void> =>
    appendAuditOfMany(
      pool,
      looks.map((look) => ({ ...look, actorId: principal.id, payload: null })),
    );

interface HeadNow {
  readonly sequence: number;
  readonly hash: Buffer;
  /** The instant of the links to come, by the clock of the database. */
  readonly at: string;
}

/** Heads, locked in the order of their chains; that of a chain without links is what stands before the first one. */
async function lockHeads(client: Queryable, agencyIds: readonly string[]): Promise<Map<string, HeadNow>> {
  // A chain that begins has no row to lock: whoever begins it at the same time, with one link or with many, waits here.
  await client.query({
    name: 'audit-begin-chains',
    text: `insert into audit_head (agency_id, sequence, hash)
           select id, 0, sha256(id::text::bytea) from unnest($1::uuid[]) as wanted (id) order by id
           on conflict (agency_id) do nothing`,
    values: [agencyIds],
  });
  const { rows } = await client.query<{ agencyId: string; sequence: number; hash: Buffer; at: string }>({
    name: 'audit-lock-heads',
    text: `with heads as (
             select agency_id, sequence, hash from audit_head where agency_id = any($1::uuid[]) order by agency_id for update)
           select agency_id::text as "agencyId", sequence::float8 as sequence, hash,
                  to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at
           from heads`,
    values: [agencyIds],
  });
  return new Map(rows.map(({ agencyId, ...head }) => [agencyId, head]));
}

const APPEND_MANY = `
  with links as (
    select r."agencyId"::uuid as agency_id, r.sequence, r.format, r."actorId" as actor_id, r.role,
           r."onBehalfOf" as on_behalf_of, r.operation, r."objectId" as object_id, r.purpose,
           (r."recordedAt" || 'Z')::timestamptz as recorded_at, decode(r."payloadHash", 'hex') as payload_hash,
           decode(r.hash, 'hex') as hash
    from jsonb_to_recordset($1::jsonb) as r ("agencyId" text, sequence bigint, format smallint, "actorId" text, role text,
      "onBehalfOf" uuid, operation text, "objectId" uuid, purpose text, "recordedAt" text, "payloadHash" text, hash text)),
  entered as (insert into audit_entry (${COLUMNS}) select ${COLUMNS} from links)
  insert into audit_head (agency_id, sequence, hash)
  select distinct on (agency_id) agency_id, sequence, hash from links order by agency_id, sequence desc
  on conflict (agency_id) do update set sequence = excluded.sequence, hash = excluded.hash
  where audit_head.sequence < excluded.sequence`;
