import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '@tiepdan/database';
import { locks } from './locks';

/** The last link of one chain at an instant. */
export interface Head {
  readonly agencyId: string;
  readonly sequence: number;
  /** Hexadecimal digits. */
  readonly hash: string;
}

/** Heads that moved since the anchor before, in a chain of its own. */
export interface Anchor {
  readonly sequence: number;
  readonly anchoredAt: string;
  readonly heads: readonly Head[];
  readonly hash: string;
}

export const ANCHOR = `sequence::float8 as sequence,
  to_char(anchored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "anchoredAt", heads, encode(hash, 'hex') as hash`;

export const anchorHash = (previous: string | null, { sequence, anchoredAt, heads }: Omit<Anchor, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([previous, sequence, anchoredAt, heads.map((head) => [head.agencyId, head.sequence, head.hash])]),
    )
    .digest('hex');

export const headsNow = async (client: Queryable): Promise<Head[]> =>
  (
    await client.query<Head>({
      name: 'audit-heads',
      text: `select agency_id as "agencyId", sequence::float8 as sequence, encode(hash, 'hex') as hash
             from audit_head order by agency_id`,
    })
  ).rows;

export async function lastAnchor(client: Queryable): Promise<Anchor | null> {
  const { rows } = await client.query<Anchor>({
    name: 'audit-last-anchor',
    text: `select ${ANCHOR} from audit_anchor order by audit_anchor.sequence desc limit 1`,
  });
  return rows[0] ?? null;
}

/**
 * Writes the heads that moved since the last anchor. Null where none moved, or another instance is at it.
 */
export const anchorHeads = (pool: Pool, at: Date): Promise<Anchor | null> =>
  inTransaction(pool, async (client) => {
    const { rows: lock } = await client.query<{ mine: boolean }>({
      name: 'audit-keeper',
      text: 'select pg_try_advisory_xact_lock($1) as mine',
      values: [locks.keeper],
    });
    if (!lock[0]!.mine) return null;
    const last = await lastAnchor(client);
    const moved = await movedHeads(client);
    if (moved.length === 0) return null;
    const anchor = { sequence: (last?.sequence ?? 0) + 1, anchoredAt: at.toISOString(), heads: moved };
    const hash = anchorHash(last?.hash ?? null, anchor);
    await client.query({
      name: 'audit-anchor',
      text: `insert into audit_anchor (sequence, anchored_at, heads, hash) values ($1, $2, $3::jsonb, decode($4, 'hex'))`,
      values: [anchor.sequence, anchor.anchoredAt, JSON.stringify(moved), hash],
    });
    return { ...anchor, hash };
  });

/** Heads that moved since they were anchored last; from now on they are. */
async function movedHeads(client: Queryable): Promise<Head[]> {
  const { rows } = await client.query<Head>({
    name: 'audit-moved-heads',
    text: `with moved as (select agency_id, sequence, hash from audit_head where sequence > anchored order by agency_id for update)
           update audit_head h set anchored = moved.sequence from moved where h.agency_id = moved.agency_id
           returning h.agency_id as "agencyId", moved.sequence::float8 as sequence, encode(moved.hash, 'hex') as hash`,
  });
  return rows.sort((one, other) => (one.agencyId < other.agencyId ? -1 : 1));
}
