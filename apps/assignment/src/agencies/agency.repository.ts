import type { Queryable } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import type { Agency, AgencyLevel, Officer, Succession } from './agency';

const AGENCY = `id, version, code, name, aliases, level, parent_id as "parentId",
  exists_from::text as "existsFrom", exists_to::text as "existsTo"`;
const OFFICER = 'id, code, name, title, agency_id as "agencyId", roles';
const SUCCESSION = `from_id as "fromId", to_id as "toId", succeeded_on::text as "on", scope, document_title as "documentTitle"`;

export async function agenciesByIds(client: Queryable, ids: readonly string[]): Promise<Map<string, Agency>> {
  const { rows } = await client.query<Agency>({
    name: 'agencies-by-ids',
    text: `select ${AGENCY} from agency where id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((agency) => [agency.id, agency]));
}

/** Every body there is or was. */
export const allAgencies = async (client: Queryable): Promise<Agency[]> =>
  (await client.query<Agency>({ name: 'all-agencies', text: `select ${AGENCY} from agency` })).rows;

/** The body that bears a code on a day. */
export async function agencyByCode(client: Queryable, code: string, on: Day): Promise<Agency | null> {
  const { rows } = await client.query<Agency>({
    name: 'agency-by-code',
    text: `select ${AGENCY} from agency where code = $1 and exists_from <= $2 and coalesce(exists_to, 'infinity') >= $2`,
    values: [code, on],
  });
  return rows[0] ?? null;
}

export interface AgencyFilter {
  readonly level?: AgencyLevel | null;
  readonly parent?: string | null;
  /** Part of a name or alias, with or without accents. */
  readonly text?: string | null;
}

/** Bodies that exist on a day, by code. */
export async function listAgencies(
  client: Queryable,
  filter: AgencyFilter,
  on: Day,
  after: readonly string[] | null,
  limit: number,
): Promise<Agency[]> {
  const { rows } = await client.query<Agency>({
    name: 'list-agencies',
    text: `select ${AGENCY} from agency
           where exists_from <= $1 and coalesce(exists_to, 'infinity') >= $1
             and ($2::text is null or level = $2) and ($3::uuid is null or parent_id = $3)
             and ($4::text is null or search_key like '%' || fold_name($4) || '%')
             and ($5::text is null or (code, id) > ($5, $6::uuid))
           order by code, id limit $7`,
    values: [on, filter.level, filter.parent, filter.text, after?.[0], after?.[1], limit],
  });
  return rows;
}

export async function officersByIds(client: Queryable, ids: readonly string[]): Promise<Map<string, Officer>> {
  const { rows } = await client.query<Officer>({
    name: 'officers-by-ids',
    text: `select ${OFFICER} from officer where id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((officer) => [officer.id, officer]));
}

/** The head (người đứng đầu) of each body that has one. */
export async function headsOfAgencies(client: Queryable, agencyIds: readonly string[]): Promise<Map<string, Officer>> {
  const { rows } = await client.query<Officer>({
    name: 'heads-of-agencies',
    text: `select ${OFFICER} from officer where agency_id = any($1::uuid[]) and 'head' = any(roles) order by code desc`,
    values: [agencyIds],
  });
  return new Map(rows.map((head) => [head.agencyId, head]));
}

export const predecessorsOf = (client: Queryable, ids: readonly string[]) => successionsBy(client, 'to_id', ids);
export const successorsOf = (client: Queryable, ids: readonly string[]) => successionsBy(client, 'from_id', ids);

async function successionsBy(
  client: Queryable,
  side: 'from_id' | 'to_id',
  ids: readonly string[],
): Promise<Map<string, Succession[]>> {
  const { rows } = await client.query<Succession>({
    name: `successions-by-${side}`,
    text: `select ${SUCCESSION} from succession where ${side} = any($1::uuid[]) order by from_id, to_id`,
    values: [ids],
  });
  return Map.groupBy(rows, (succession) => (side === 'to_id' ? succession.toId : succession.fromId));
}
