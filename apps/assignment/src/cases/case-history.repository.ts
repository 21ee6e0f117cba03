import type { Queryable } from '@tiepdan/database';
import type { CaseHistoryEntry } from './case-history';

/** What happened to cases, oldest first, up to `limit` entries each after a version; one statement for all. */
export async function historyOfCases(
  client: Queryable,
  caseIds: readonly string[],
  limit: number,
  afterVersion = 0,
): Promise<Map<string, CaseHistoryEntry[]>> {
  const { rows } = await client.query<CaseHistoryEntry>({
    name: 'history-of-cases',
    text: `select e.aggregate_id as "caseId", e.aggregate_version as version, e.type, e.occurred_at as at, a.actor_id as "actorId", a.acting_for as "actingFor",
             coalesce(payload->>'openedOn', payload->>'joinedOn', payload->>'classifiedOn', payload->>'assignedOn',
                      payload->>'acceptedOn', payload->>'suspendedOn', payload->>'resumedOn', payload->>'extendedOn',
                      payload->>'sentOn', payload->>'closedOn') as "effectiveOn",
             case when a.document_title is not null then jsonb_build_object(
               'number', a.document_number, 'title', a.document_title, 'issuedOn', a.document_issued_on::text) end as document
           from unnest($1::uuid[]) as c (id)
           cross join lateral (
             select * from event where aggregate_id = c.id and aggregate_version > $3 order by aggregate_version limit $2) e
           left join case_act a on a.case_id = e.aggregate_id and a.version = e.aggregate_version
           order by e.aggregate_id, e.aggregate_version`,
    values: [caseIds, limit, afterVersion],
  });
  return Map.groupBy(rows, ({ caseId }) => caseId);
}
