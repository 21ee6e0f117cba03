import { validate } from 'uuid';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf } from '../lists/list.repository';
import type { Petition, PetitionKind, PetitionStatus } from './petition';
import { PETITION_COLUMNS } from './petition-row.repository';

export async function petitionsByIds(client: Queryable, ids: readonly string[]): Promise<Map<string, Petition>> {
  const { rows } = await client.query<Petition>({
    name: 'petitions-by-ids',
    text: `select ${PETITION_COLUMNS} from petition p where p.id = any($1::uuid[])`,
    values: [ids.filter((id) => validate(id))],
  });
  return new Map(rows.map((petition) => [petition.id, petition]));
}

/** The same, locked until the commit, always in the same order. */
export async function lockPetitions(client: Queryable, ids: readonly string[]): Promise<Map<string, Petition>> {
  const { rows } = await client.query<Petition>({
    name: 'lock-petitions',
    text: `select ${PETITION_COLUMNS} from petition p where p.id = any($1::uuid[]) order by p.id for update`,
    values: [ids.filter((id) => validate(id))],
  });
  return new Map(rows.map((petition) => [petition.id, petition]));
}

/** True unless its version is no longer the one before `petition.version`. */
export async function updatePetition(client: Queryable, petition: Petition): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'update-petition',
    text: `update petition set
             version = $2, kind = $3, field = $4, status = $5, denouncer_protected = $6, classified_on = $7, eligible = $8,
             ineligible_reasons = $9, direction = $10, duplicate_of_id = $11, withdrawn_on = $12
           where id = $1 and version = $2 - 1`,
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
  return rowCount === 1;
}

export async function petitionsOfVisits(
  client: Queryable,
  visitIds: readonly string[],
): Promise<Map<string, Petition[]>> {
  const { rows } = await client.query<Petition & { visitId: string }>({
    name: 'petitions-of-visits',
    text: `select ${PETITION_COLUMNS} from petition p where p.visit_id = any($1::uuid[]) order by p.number`,
    values: [visitIds],
  });
  const byVisit = new Map<string, Petition[]>(visitIds.map((id) => [id, []]));
  for (const petition of rows) byVisit.get(petition.visitId)?.push(petition);
  return byVisit;
}

/** The first `limit` petitions that repeat each of these, after a place in their order, oldest first, one statement for all. */
export async function duplicatesOf(
  client: Queryable,
  ids: readonly string[],
  limit: number,
  after: readonly string[] | null = null,
): Promise<Map<string, Petition[]>> {
  const { rows } = await client.query<Petition & { duplicateOfId: string }>({
    name: 'duplicates-of-petitions',
    text: `select ${PETITION_COLUMNS} from unnest($1::uuid[]) as original (id)
           cross join lateral (
             select * from petition
             where duplicate_of_id = original.id and ($3::timestamptz is null or (received_at, petition.id) > ($3, $4::uuid))
             order by received_at, petition.id limit $2) p
           order by p.received_at, p.id`,
    values: [ids, limit, after?.[0], after?.[1]],
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

/** Newest first, after a place in that order. */
export async function listPetitions(
  client: Queryable,
  filter: PetitionFilter,
  after: readonly string[] | null,
  limit: number,
): Promise<Petition[]> {
  const conditions = conditionsOf([
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
