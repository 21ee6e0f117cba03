import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { Day, PetitionKind } from '@tiepdan/dated-table';
import { inConflict, placed, withinReach, type ReachCondition } from '@tiepdan/standing';
import type { CaseStage } from '@tiepdan/workflow';
import type { Case } from './case';
import { CASE } from './case.repository';

/** Where a row of `cases` says whom it is about. */
export const caseMatter = (cases: string) => ({
  isProtected: `${cases}.is_protected`,
  respondentAgency: `${cases}.respondent_agency_id`,
  respondentOfficer: `${cases}.respondent_officer_id`,
});

/** Rows of `cases c` that the reach holds, and that nobody is in conflict with who reads them. */
function within(reach: Reach): readonly ReachCondition[] {
  const conflict = inConflict(reach, caseMatter('c'));
  return [
    withinReach(reach, { agency: 'c.agency_id', officer: 'c.officer_id' }),
    { ...conflict, name: 'free', sql: `not ${conflict.sql}` },
    { name: 'first', sql: 'not (c.earlier_handlers && ?::uuid[])', values: conflict.values.slice(0, 1) },
  ];
}

/** Whether an id is that of a case which the reach does not hold. */
export async function isBeyondReach(client: Queryable, id: string, reach: Reach): Promise<boolean> {
  const held = placed(within(reach), 2);
  const { rows } = await client.query<{ isBeyond: boolean }>({
    name: `is-beyond-reach${held.name}`,
    text: `select exists (select from cases c where c.id = $1::uuid and not (${held.sql})) as "isBeyond"`,
    values: [id, ...held.values],
  });
  return rows[0]!.isBeyond;
}

/**
 * Cases by their ids; what is out of reach is not found. `lock` keeps them from changing until the transaction ends, and waits for
 * nothing that is out of reach, so that no clock tells of it.
 */
export async function casesWithin(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
  lock = false,
): Promise<Map<string, Case>> {
  const held = placed(within(reach), 2);
  const { rows } = await client.query<Case>({
    name: `cases-within${held.name}${lock ? '-locked' : ''}`,
    text: `select ${CASE} from cases c where c.id = any($1::uuid[]) and ${held.sql} ${lock ? 'order by c.id for update' : ''}`,
    values: [ids, ...held.values],
  });
  return new Map(rows.map((found) => [found.id, found]));
}

/** The case each petition belongs to now; of one out of reach none. */
export async function casesOfPetitionsWithin(
  client: Queryable,
  petitionIds: readonly string[],
  reach: Reach,
): Promise<Map<string, Case>> {
  const held = placed(within(reach), 2);
  const { rows } = await client.query<Case & { ofPetition: string }>({
    name: `cases-of-petitions-within${held.name}`,
    text: `select p.petition_id as "ofPetition", ${CASE}
           from case_petition p join cases c on c.id = p.case_id
           where p.petition_id = any($1::uuid[]) and ${held.sql}`,
    values: [petitionIds, ...held.values],
  });
  return new Map(rows.map(({ ofPetition, ...found }) => [ofPetition, found]));
}

export interface WorklistFilter {
  readonly agency?: string | null;
  readonly officer?: string | null;
  readonly stage?: CaseStage | null;
  readonly kind?: PetitionKind | null;
  readonly overdue?: boolean | null;
  readonly dueTo?: string | null;
}

/** Cases within reach that are not over, the most urgent first. */
export async function listWorklist(
  client: Queryable,
  filter: WorklistFilter,
  reach: Reach,
  { today, after, limit }: { readonly today: Day; readonly after: readonly string[] | null; readonly limit: number },
): Promise<Case[]> {
  const held = placed(within(reach), 11);
  const { rows } = await client.query<Case>({
    name: `worklist${held.name}`,
    text: `select ${CASE} from cases c
           where c.closed_at is null
             and ($1::uuid is null or c.agency_id = $1) and ($2::uuid is null or c.officer_id = $2)
             and ($3::text is null or c.stage = $3) and ($4::text is null or c.kind = $4)
             and ($5::boolean is null or (coalesce(c.next_due_on, 'infinity') < $6::date) = $5)
             and ($7::date is null or c.next_due_on <= $7)
             and ($8::date is null or (coalesce(c.next_due_on, 'infinity'), c.id) > ($8, $9::uuid))
             and ${held.sql}
           order by coalesce(c.next_due_on, 'infinity'), c.id limit $10`,
    values: [
      filter.agency, filter.officer, filter.stage, filter.kind, filter.overdue, today, filter.dueTo,
      after?.[0], after?.[1], limit, ...held.values,
    ], // prettier-ignore
  });
  return rows;
}
