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
export const uuidsOf = (ids: readonly string[]): readonly string[] => ids.filter((id) => UUID.test(id));

/** True for rows of those bodies or, where the table knows officers, of those officers. */
export const withinSql = ({ agency, officer }: AnsweringColumns, bodies: string, officers: string): string =>
  officer === undefined
    ? `${agency} = any(${bodies})`
    : `(${agency} = any(${bodies}) or coalesce(${officer} = any(${officers}), false))`;

/** True for rows within reach. Who is in conflict with them is a condition of its own. */
export function withinReach(reach: Reach, columns: AnsweringColumns): ReachCondition {
  if (reach.everywhere) return { name: 'everywhere', sql: 'true', values: [] };
  const agencyIds = uuidsOf(reach.agencyIds);
  const officerIds = columns.officer === undefined ? [] : uuidsOf(reach.officerIds);
  // By far the most people see one body: an index in its order then gives a page without sorting.
  if (agencyIds.length === 1 && officerIds.length === 0)
    return { name: 'body', sql: `${columns.agency} = ?::uuid`, values: agencyIds };
  const isOfOfficers = columns.officer !== undefined;
  return {
    name: isOfOfficers ? 'bodies-and-officers' : 'bodies',
    sql: withinSql(columns, '?::uuid[]', '?::uuid[]'),
    values: isOfOfficers ? [agencyIds, officerIds] : [agencyIds],
  };
}

/** True for matters in conflict with these people, bodies and superiors; false, never null, for all others. */
export const conflictSql = (
  { isProtected, respondentAgency, respondentOfficer }: MatterColumns,
  people: string,
  bodies: string,
  superiors: string,
): string => `(coalesce(${respondentOfficer} = any(${people}), false) or (${isProtected} and (
    coalesce(${respondentAgency} = any(${bodies}), false) or coalesce(${respondentOfficer} = any(${superiors}), false))))`;

/** True for matters whose reader is in conflict with them, as `isInConflict` judges one. */
export const inConflict = ({ conflicts }: Reach, columns: MatterColumns): ReachCondition => ({
  name: '',
  sql: conflictSql(columns, '?::uuid[]', '?::uuid[]', '?::uuid[]'),
  values: [uuidsOf(conflicts.people), uuidsOf(conflicts.bodies), uuidsOf(conflicts.superiors)],
});
