import type { Reach } from '@tiepdan/access';

/** A condition of SQL, with a question mark for each of its values. */
export interface ReachCondition {
  /** Tells apart what PostgreSQL must plan each by itself. */
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Conditions as part of a statement. */
export interface PlacedConditions {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Joins conditions that must all hold; their values take the parameters of a statement from `first` on. */
export function placed(conditions: readonly ReachCondition[], first: number): PlacedConditions {
  let place = first;
  return {
    name: conditions.map(({ name }) => `-${name}`).join(''),
    sql: conditions.map(({ sql }) => sql.replaceAll('?', () => `$${place++}`)).join(' and ') || 'true',
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Where a table says which body answers for a row and which officer handles it. */
export interface AnsweringColumns {
  readonly agency: string;
  readonly officer?: string;
}

/** Where a table says whom a matter is about. */
export interface MatterColumns {
  /** Boolean: whether it is, or ever was, a denunciation. */
  readonly isProtected: string;
  readonly respondentAgency: string;
  readonly respondentOfficer: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Services have ids that are none of a person or a body; no row can bear them. */
const uuidsOf = (ids: readonly string[]): readonly string[] => ids.filter((id) => UUID.test(id));

/** True for rows within reach. Who is in conflict with them is a condition of its own. */
export function withinReach(reach: Reach, { agency, officer }: AnsweringColumns): ReachCondition {
  if (reach.everywhere) return { name: 'everywhere', sql: 'true', values: [] };
  const agencyIds = uuidsOf(reach.agencyIds);
  const officerIds = officer === undefined ? [] : uuidsOf(reach.officerIds);
  // By far the most people see one body: an index in its order then gives a page without sorting.
  if (agencyIds.length === 1 && officerIds.length === 0)
    return { name: 'body', sql: `${agency} = ?::uuid`, values: agencyIds };
  if (officer === undefined) return { name: 'bodies', sql: `${agency} = any(?::uuid[])`, values: [agencyIds] };
  return {
    name: 'bodies-and-officers',
    sql: `(${agency} = any(?::uuid[]) or coalesce(${officer} = any(?::uuid[]), false))`,
    values: [agencyIds, officerIds],
  };
}

/** True for matters whose reader is in conflict with them, as `isInConflict` judges one; false, never null, for all others. */
export function inConflict({ conflicts }: Reach, columns: MatterColumns): ReachCondition {
  const { isProtected, respondentAgency, respondentOfficer } = columns;
  return {
    name: '',
    sql: `(coalesce(${respondentOfficer} = any(?::uuid[]), false) or (${isProtected} and (
             coalesce(${respondentAgency} = any(?::uuid[]), false) or coalesce(${respondentOfficer} = any(?::uuid[]), false))))`,
    values: [uuidsOf(conflicts.people), uuidsOf(conflicts.bodies), uuidsOf(conflicts.superiors)],
  };
}
