import { validate } from 'uuid';
import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf } from '../../lists/list.repository';
import { visitsWithin } from '../../reach/petition-reach.repository';
import type { ReceptionKind, Visit } from './visit';

/** Columns of `visit v` as a Visit; days as text, because a driver's Date would be an instant. */
const VISIT_COLUMNS = `
  v.id, v.version, v.number, v.reception_kind as "receptionKind", v.agency_id as "agencyId", v.arrived_at as "arrivedAt",
  v.arrived_on::text as "arrivedOn", v.officer_id as "officerId", v.visitor_count as "visitorCount",
  v.first_visit as "firstVisit", v.refusal_ground as "refusalGround",
  exists (select from visit_matter p where p.visit_id = v.id and p.denouncer_protected) as "denouncerProtected"`;

/** Those of them that the reach holds. */
export async function visitsByIds(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
): Promise<Map<string, Visit>> {
  const within = conditionsOf(visitsWithin(reach), 2);
  const { rows } = await client.query<Visit>({
    name: `visits-by-ids${within.name}`,
    text: `select ${VISIT_COLUMNS} from visit v where v.id = any($1::uuid[]) and ${within.sql}`,
    values: [ids.filter((id) => validate(id)), ...within.values],
  });
  return new Map(rows.map((visit) => [visit.id, visit]));
}

/** The visit that the same transaction has just written, for the event that tells of it. */
export async function visitJustWritten(client: Queryable, id: string): Promise<Visit> {
  const { rows } = await client.query<Visit>({
    name: 'visit-just-written',
    text: `select ${VISIT_COLUMNS} from visit v where v.id = $1::uuid`,
    values: [id],
  });
  return rows[0]!;
}

export interface VisitFilter {
  readonly agency?: string | null;
  readonly receptionKind?: ReceptionKind | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Those that the reach holds, newest first, after a place in that order: a page is full unless there are no more. */
export async function listVisits(
  client: Queryable,
  filter: VisitFilter,
  reach: Reach,
  after: readonly string[] | null,
  limit: number,
): Promise<Visit[]> {
  const conditions = conditionsOf([
    ...visitsWithin(reach),
    { name: 'agency', sql: 'v.agency_id = ?::uuid', values: [filter.agency] },
    { name: 'kind', sql: 'v.reception_kind = ?', values: [filter.receptionKind] },
    { name: 'from', sql: 'v.arrived_on >= ?::date', values: [filter.from] },
    { name: 'to', sql: 'v.arrived_on <= ?::date', values: [filter.to] },
    { name: 'after', sql: '(v.arrived_at, v.id) < (?::timestamptz, ?::uuid)', values: after ?? [null] },
  ]);
  const { rows } = await client.query<Visit>({
    name: `list-visits${conditions.name}`,
    text: `select ${VISIT_COLUMNS} from visit v where ${conditions.sql}
           order by v.arrived_at desc, v.id desc limit $${conditions.values.length + 1}`,
    values: [...conditions.values, limit],
  });
  return rows;
}
