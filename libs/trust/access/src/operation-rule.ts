import type { Role } from './principal';
import type { Relation } from './relation';

/** What else must be there beside the duty. */
export type Need = 'PURPOSE' | 'SECOND_PERSON';

/** Which roles may, and how they must stand to what they touch. */
export interface Grant {
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
  readonly needs: readonly Need[];
}
export interface OperationRule {
  /** What it is called where people read, in Vietnamese. */
  readonly label: string;
  readonly legalBasis: string;
  readonly grants: readonly Grant[];
}

/**
 * Operation × role × relation, one table for each service. A role that is not named may not, and EXCLUDED is named nowhere: a person
 * in conflict with a matter may do nothing with it.
 */
export type AccessTable = Readonly<Record<string, OperationRule>>;

type Reach = readonly Relation[];
/** What one's own body answers for. */
export const own: Reach = ['OWN_CASE', 'OWN_AGENCY'];
/** And what the bodies below it answer for. */
export const below: Reach = [...own, 'SUPERIOR'];
/** Everything in the province but what one is excluded from. */
export const anywhere: Reach = [...below, 'NONE'];

export const officers: readonly Role[] = [
  ...(['receptionist', 'processor', 'head', 'reception-board', 'resolver', 'verifier', 'records-clerk'] as const),
  ...(['inspector', 'leader', 'liaison', 'analyst', 'identity-custodian', 'overseer', 'administrator'] as const),
];
export const anybody: readonly Role[] = [...officers, 'citizen'];

export const grant = (relations: Reach, ...roles: readonly Role[]): Grant => ({ roles, relations, needs: [] });
/** Holds only with a purpose that is said, and with another person's approval where that is asked. */
export const grantWith = (needs: readonly Need[], relations: Reach, ...roles: readonly Role[]): Grant => ({
  ...grant(relations, ...roles),
  needs,
});
export const rule = (label: string, legalBasis: string, ...grants: readonly Grant[]): OperationRule => ({
  label,
  legalBasis,
  grants,
});

/** Those who handle a matter see their own body's; a head also what the bodies below answer for; some follow all of the province. */
export const readers: readonly Grant[] = [
  grant(own, 'receptionist', 'processor', 'resolver', 'verifier', 'records-clerk'),
  grant(below, 'head'),
  grant(anywhere, 'reception-board', 'inspector', 'leader'),
];
