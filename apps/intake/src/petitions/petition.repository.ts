import { validate } from 'uuid';
import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf } from '../lists/list.repository';
import type { Petition, PetitionKind, PetitionStatus } from './petition';
import { petitionsWithin } from '../reach/petition-reach.repository';
import { PETITION_COLUMNS } from './petition-row.repository';

/** Those of them that the reach holds; `lock` keeps them from changing until the commit, always in the same order. */
export async function petitionsByIds(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
  lock = false,
): Promise<Map<string, Petition>> {
  const within = conditionsOf(petitionsWithin(reach), 2);
  const { rows } = await client.query<Petition>({
    name: `petitions-by-ids${within.name}${lock ? '-locked' : ''}`,
    text: `select ${PETITION_COLUMNS} from petition p where p.id = any($1::uuid[]) and ${within.sql}
           ${lock ? 'order by p.id for update' : ''}`,
    values: [ids.filter((id) => validate(id)), ...within.values],
  });
  return new Map(rows.map((petition) => [petition.id, petition]));
}

/** Whose chain of audit a contact belongs to, unless it denounces; for the service that sends notices, which sees no petition by it. */
export async function receivingAgencyForContact(client: Queryable, id: string): Promise<string | null> {
  const { rows } = await client.query<{ agencyId: string }>({
    name: 'receiving-agency-for-contact',
    text: 'select receiving_agency_id as "agencyId" from petition where id = $1::uuid and not denouncer_protected',
    values: [id],
  });
  return rows[0]?.agencyId ?? null;
}

/** Stores what became of a petition; the row must be locked. */
export const updatePetition = (client: Queryable, petition: Petition): Promise<unknown> =>
  client.query({
    name: 'update-petition',
    text: `update petition set
             version = $2, kind = $3, field = $4, status = $5, denouncer_protected = $6, classified_on = $7, eligible = $8,
             ineligible_reasons = $9, direction = $10, duplicate_of_id = $11, withdrawn_on = $12
           where id = $1`,
    values: [
      petition.id,
      petition.version,
      petition.kind,
      petition.field,
      petition.status,
      petition.denouncerProtected,
      petition.classifiedOn,
      petition.eligible,
      petition.ineligibleReasons,
      petition.direction,
      petition.duplicateOfId,
      petition.withdrawnOn,
    ],
  });

export async function petitionsOfVisits(
  client: Queryable,
  visitIds: readonly string[],
  reach: Reach,
): Promise<Map<string, Petition[]>> {
  const within = conditionsOf(petitionsWithin(reach), 2);
  const { rows } = await client.query<Petition & { visitId: string }>({
    name: `petitions-of-visits${within.name}`,
    text: `select ${PETITION_COLUMNS} from petition p where p.visit_id = any($1::uuid[]) and ${within.sql} order by p.number`,
    values: [visitIds, ...within.values],
  });
  const byVisit = new Map<string, Petition[]>(visitIds.map((id) => [id, []]));
  for (const petition of rows) byVisit.get(petition.visitId)?.push(petition);
  return byVisit;
}

/** Which of the petitions that repeat another one: the first `limit`, oldest first, after a place in that order. */
export interface DuplicatesPage {
  readonly limit: number;
  readonly after: readonly string[] | null;
}

/** A page of the petitions that repeat each of these and that the reach holds, one statement for all. */
export async function duplicatesOf(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
  { limit, after }: DuplicatesPage,
): Promise<Map<string, Petition[]>> {
  const within = conditionsOf(petitionsWithin(reach), 5);
  const { rows } = await client.query<Petition & { duplicateOfId: string }>({
    name: `duplicates-of-petitions${within.name}`,
    text: `select ${PETITION_COLUMNS} from unnest($1::uuid[]) as original (id)
           cross join lateral (
             select * from petition p
             where p.duplicate_of_id = original.id and ($3::timestamptz is null or (p.received_at, p.id) > ($3, $4::uuid))
               and ${within.sql}
             order by p.received_at, p.id limit $2) p
           order by p.received_at, p.id`,
    values: [ids, limit, after?.[0], after?.[1], ...within.values],
  });
  const byOriginal = new Map<string, Petition[]>(ids.map((id) => [id, []]));
  for (const petition of rows) byOriginal.get(petition.duplicateOfId)?.push(petition);
  return byOriginal;
}

export interface PetitionFilter {
  readonly kind?: PetitionKind | null;
  readonly status?: PetitionStatus | null;
  readonly agency?: string | null;
  readonly receivedFrom?: string | null;
  readonly receivedTo?: string | null;
}

/** Those that the reach holds, newest first, after a place in that order: a page is full unless there are no more. */
export async function listPetitions(
  client: Queryable,
  filter: PetitionFilter,
  reach: Reach,
  after: readonly string[] | null,
  limit: number,
): Promise<Petition[]> {
  const conditions = conditionsOf([
    ...petitionsWithin(reach),
    { name: 'agency', sql: 'p.receiving_agency_id = ?::uuid', values: [filter.agency] },
    { name: 'kind', sql: 'p.kind = ?', values: [filter.kind] },
    { name: 'status', sql: 'p.status = ?', values: [filter.status] },
    { name: 'from', sql: 'p.received_on >= ?::date', values: [filter.receivedFrom] },
    { name: 'to', sql: 'p.received_on <= ?::date', values: [filter.receivedTo] },
    { name: 'after', sql: '(p.received_at, p.id) < (?::timestamptz, ?::uuid)', values: after ?? [null] },
  ]);
  const { rows } = await client.query<Petition>({
    name: `list-petitions${conditions.name}`,
    text: `select ${PETITION_COLUMNS} from petition p where ${conditions.sql}
           order by p.received_at desc, p.id desc limit $${conditions.values.length + 1}`,
    values: [...conditions.values, limit],
  });
  return rows;
}
