import type { Queryable } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import { locks } from '../locks';

/**
 * Until the transaction ends nobody else moves petitions between cases or takes them back. To be taken before any case is
 * locked; chunks that only open or classify cases do without it.
 */
export const lockMembership = (client: Queryable): Promise<unknown> =>
  client.query({ name: 'lock-membership', text: 'select pg_advisory_xact_lock($1)', values: [locks.membership] });

export async function petitionsOfCases(client: Queryable, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ caseId: string; petitionId: string }>({
    name: 'petitions-of-cases',
    text: `select case_id as "caseId", petition_id as "petitionId" from case_petition
           where case_id = any($1::uuid[]) order by case_id, joined_on, petition_id`,
    values: [caseIds],
  });
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map([...byCase].map(([id, petitions]) => [id, petitions.map(({ petitionId }) => petitionId)]));
}

/** Petitions that leave the case they belonged to and join another one. */
export async function joinPetitions(
  client: Queryable,
  joins: readonly { petitionId: string; caseId: string; joinedOn: Day }[],
): Promise<void> {
  if (joins.length === 0) return;
  await client.query({
    name: 'join-petitions',
    text: `update case_petition p set case_id = r."caseId", joined_on = r."joinedOn"
           from jsonb_to_recordset($1::jsonb) as r ("petitionId" uuid, "caseId" uuid, "joinedOn" date)
           where p.petition_id = r."petitionId"`,
    values: [JSON.stringify(joins)],
  });
}

/** A case all of whose petitions were taken back, and the day on which the last one was. */
export interface CaseWithoutPetition {
  readonly caseId: string;
  readonly withdrawnOn: Day;
}

/** Notes petitions as taken back, and gives those of the cases they belong to that nobody asks for any more. */
export async function withdrawPetitions(
  client: Queryable,
  withdrawals: readonly { petitionId: string; withdrawnOn: Day }[],
  caseIds: readonly string[],
): Promise<CaseWithoutPetition[]> {
  await client.query({
    name: 'withdraw-petitions',
    text: `update case_petition p set withdrawn_on = r."withdrawnOn"
           from jsonb_to_recordset($1::jsonb) as r ("petitionId" uuid, "withdrawnOn" date)
           where p.petition_id = r."petitionId"`,
    values: [JSON.stringify(withdrawals)],
  });
  const { rows } = await client.query<CaseWithoutPetition>({
    name: 'cases-without-petition',
    text: `select case_id as "caseId", max(withdrawn_on)::text as "withdrawnOn" from case_petition
           where case_id = any($1::uuid[]) group by case_id having bool_and(withdrawn_on is not null) order by case_id`,
    values: [caseIds],
  });
  return rows;
}
