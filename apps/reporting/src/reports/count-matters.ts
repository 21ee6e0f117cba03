import { compareDays, type Day } from '@tiepdan/dated-table';
import { strongestHearing, type HeardRules } from '../ledger/heard-book';
import { hearingsByMatter, readMatterKey, type MatterFacts } from '../ledger/matter';
import type { Mode } from '../ledger/account';

/** A matter heard within a period that is no statutory window. */
export interface MatterHeard {
  readonly agencyNo: number;
  readonly petitionNo: number;
  /** Under which it counts, once. */
  readonly mode: Mode;
  /** First day it was heard in that mode. */
  readonly day: Day;
  /** Its place among those of the same day. */
  readonly place: number;
}

/** More than there can be agencies, so that a place is unique. */
const AGENCIES_MAX = 32_768;

/** Each matter once, by day and place. `facts` holds the hearings of the period and every link of the petitions heard. */
export const countMatters = (rules: HeardRules, facts: MatterFacts): MatterHeard[] =>
  [...hearingsByMatter(facts)]
    .map(([key, hearings]) => {
      const { agencyNo, petitionNo } = readMatterKey(key);
      const { mode, day } = strongestHearing(rules, hearings)!;
      return { agencyNo, petitionNo, mode, day, place: petitionNo * AGENCIES_MAX + agencyNo };
    })
    .sort((one, other) => compareDays(one.day, other.day) || one.place - other.place);

/** How many matters, by agency and mode. */
export function mattersByAgency(matters: readonly MatterHeard[]): Map<number, Map<Mode, number>> {
  const byAgency = new Map<number, Map<Mode, number>>();
  for (const { agencyNo, mode } of matters) {
    const ofAgency = byAgency.get(agencyNo) ?? new Map<Mode, number>();
    ofAgency.set(mode, (ofAgency.get(mode) ?? 0) + 1);
    byAgency.set(agencyNo, ofAgency);
  }
  return byAgency;
}
