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

/** What a link says but for its place and its instant. */
export type LinkFields = Omit<Link, 'agencyId' | 'sequence' | 'format' | 'recordedAt' | 'hash'>;

/**
 * SHA-256 over everything a link says but for its place and its instant, which only the database knows. A JSON array, so that no
 * two different links give the same text and nothing is not the same as an empty text.
 */
export const fieldsHash = (link: LinkFields): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        link.actorId,
        link.role,
        link.onBehalfOf,
        link.operation,
        link.objectId,
        link.purpose,
        link.payloadHash,
      ]),
    )
    .digest();

/** SHA-256 over the previous link's hash, this one's sequence and instant as PostgreSQL sends them, and its fields. */
export function linkHash(previous: Buffer, link: Omit<Link, 'hash'>): Buffer {
  const hash = createHash('sha256').update(previous);
  if (link.format === 1) {
    const { sequence, actorId, operation, objectId, recordedAt } = link;
    return hash
      .update([sequence, actorId, operation, objectId, recordedAt].join('|'))
      .update(link.payloadHash, 'hex')
      .digest();
  }
  const place = Buffer.alloc(16);
  place.writeBigInt64BE(BigInt(link.sequence));
  place.writeBigInt64BE(microsecondsSince2000(link.recordedAt), 8);
  return hash.update(place).update(fieldsHash(link)).digest();
}

const DAY_2000_MS = Date.UTC(2000, 0, 1);

/** An instant as PostgreSQL counts it, from text with six digits after the second. */
function microsecondsSince2000(instant: string): bigint {
  const wholeMs = Date.parse(`${instant.slice(0, 23)}Z`) - DAY_2000_MS;
  return BigInt(wholeMs) * 1_000n + BigInt(instant.slice(23));
}

/** The same in SQL, of format 2: `row` names a row with recorded_at and fields_hash. */
export const linkHashSql = (previous: string, sequence: string, row: string): string =>
  `sha256(${previous} || int8send(${sequence}) || timestamptz_send(${row}.recorded_at) || ${row}.fields_hash)`;
