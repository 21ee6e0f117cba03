/**
 * What has come of a matter so far. A matter has exactly one state and the table gives a state at most one outcome, so two at
 * once cannot be expressed.
 */
export const outcomes = [
  'EXPLAINED', 'GUIDED', 'FORWARDED', 'ACCEPTED', 'SETTLED', 'CARRIED_OUT', 'WITHDRAWN', 'TERMINATED', 'FILED',
] as const; // prettier-ignore
export type Outcome = (typeof outcomes)[number];

/** The only outcomes that count as resolved. */
export type ResolvedOutcome = 'SETTLED' | 'CARRIED_OUT';

declare const counted: unique symbol;
/** How many matters have one outcome. Made by `countOf` alone, and remembers which outcome was counted. */
export type Count<Counted extends Outcome> = number & { readonly [counted]: Counted };

/** A state's outcome; null while nothing has come of the matter. */
export interface Standing {
  readonly outcome: Outcome | null;
}

export const countOf = <Counted extends Outcome>(matters: readonly Standing[], outcome: Counted): Count<Counted> =>
  matters.filter((matter) => matter.outcome === outcome).length as Count<Counted>;

/** Each resolved outcome once; the compiler refuses a count of anything else. */
export type ResolvedCounts = { readonly [Counted in ResolvedOutcome]: Count<Counted> };

/** Share of all matters that are resolved, from 0 to 1; null when there are none. */
export const resolvedRate = (resolved: ResolvedCounts, all: number): number | null =>
  all === 0 ? null : (resolved.SETTLED + resolved.CARRIED_OUT) / all;
