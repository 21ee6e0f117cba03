import type { Queryable } from '@tiepdan/database';

/** A link as the audit of a service keeps it. */
export interface TrailEntry {
  readonly agency: string;
  readonly sequence: number;
  readonly at: Date;
  readonly actor: string;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly operation: string;
  readonly purpose: string | null;
}

/** Links about one object, oldest first, after a place in that order. */
export async function entriesOf(
  client: Queryable,
  objectId: string,
  after: readonly string[] | null,
  limit: number,
): Promise<TrailEntry[]> {
  const { rows } = await client.query<TrailEntry>({
    name: 'audit-trail',
    text: `select agency_id as agency, sequence::float8 as sequence, recorded_at as at, actor_id as actor, role,
                  on_behalf_of as "onBehalfOf", operation, purpose
           from audit_entry
           where object_id = $1::uuid
             and ($2::timestamptz is null or (date_trunc('milliseconds', recorded_at), agency_id, audit_entry.sequence) > ($2, $3::uuid, $4::bigint))
           order by date_trunc('milliseconds', recorded_at), agency_id, audit_entry.sequence limit $5`,
    values: [objectId, after?.[0], after?.[1], after?.[2], limit],
  });
  return rows;
}
