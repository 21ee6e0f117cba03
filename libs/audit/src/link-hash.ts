import { createHash } from 'node:crypto';

/** One link as it is stored, with the instant as text and hashes in hexadecimal digits. */
export interface Link {
  readonly agencyId: string;
  /** 1, 2, 3 … in its chain. */
  readonly sequence: number;
  readonly format: number;
  readonly actorId: string;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly operation: string;
  readonly objectId: string;
  readonly purpose: string | null;
  /** In UTC, to the microsecond. */
  readonly recordedAt: string;
  readonly payloadHash: string;
  readonly hash: string;
}

export const LINK_FORMAT = 2;

const INSTANT = `YYYY-MM-DD"T"HH24:MI:SS.US`;

/** Columns of `audit_entry` as a Link. */
export const LINK = `agency_id as "agencyId", sequence::float8 as sequence, format, actor_id as "actorId", role,
  on_behalf_of as "onBehalfOf", operation, object_id as "objectId", purpose,
  to_char(recorded_at at time zone 'UTC', '${INSTANT}') as "recordedAt", encode(payload_hash, 'hex') as "payloadHash",
  encode(hash, 'hex') as hash`;

/** What stands before the first link of a chain. */
export const genesisOf = (agencyId: string): Buffer => createHash('sha256').update(agencyId).digest();

/**
 * SHA-256 over the previous link's hash and every field of this one. Since format 2 the fields are a JSON array, so that no two
 * different links give the same text and nothing is not the same as an empty text; PostgreSQL writes the same array.
 */
export function linkHash(previous: Buffer, link: Omit<Link, 'hash'>): Buffer {
  const hash = createHash('sha256').update(previous);
  const { sequence, actorId, role, onBehalfOf, operation, objectId, purpose, recordedAt, payloadHash } = link;
  if (link.format === 1)
    return hash
      .update([sequence, actorId, operation, objectId, recordedAt].join('|'))
      .update(payloadHash, 'hex')
      .digest();
  const fields = [sequence, actorId, role, onBehalfOf, operation, objectId, purpose, recordedAt, payloadHash];
  return hash.update(`[${fields.map((field) => JSON.stringify(field)).join(', ')}]`).digest();
}

/** The same in SQL, of format 2: `row` names a row with the fields, `at` its instant. */
export const linkHashSql = (previous: string, sequence: string, row: string, at: string): string =>
  `sha256(${previous} || convert_to(jsonb_build_array(${sequence}, ${row}.actor_id, ${row}.role, ${row}.on_behalf_of,
     ${row}.operation, ${row}.object_id, ${row}.purpose, to_char(${at} at time zone 'UTC', '${INSTANT}'),
     encode(${row}.payload_hash, 'hex'))::text, 'UTF8'))`;
