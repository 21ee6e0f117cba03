import type { Day } from '@tiepdan/dated-table';
import type { Mode } from './account';
import { heardBook, type HeardLine, type HeardRules } from './heard-book';

/** That a petition was heard at a visit. Numbers stand for the ids of things (see table `subject`). */
export interface Hearing {
  readonly petitionNo: number;
  readonly visitNo: number;
  readonly agencyNo: number;
  readonly mode: Mode;
  readonly day: Day;
  readonly recordedOn: Day;
}

/** That a petition was found to repeat another one, or (null) to repeat none after all. */
export interface Link {
  readonly petitionNo: number;
  readonly version: number;
  readonly duplicateOfNo: number | null;
  readonly recordedOn: Day;
}

/** All that is known of petitions of which each was at some time found to repeat another one of them. */
export interface MatterFacts {
  readonly hearings: readonly Hearing[];
  readonly links: readonly Link[];
}

export interface MatterLine extends HeardLine {
  readonly agencyNo: number;
  /** The petition that stands for the matter. */
  readonly petitionNo: number;
}

/** A line that must be posted, with the day on which it became known. */
export interface MatterChange extends MatterLine {
  readonly recordedOn: Day;
  /** Signed; never 0. */
  readonly change: number;
}

/** What was known at the end of a day. */
export const knownBy = ({ hearings, links }: MatterFacts, day: Day): MatterFacts => ({
  hearings: hearings.filter(({ recordedOn }) => recordedOn <= day),
  links: links.filter(({ recordedOn }) => recordedOn <= day),
});

/** Hearings by agency and matter. */
export function hearingsByMatter({ hearings, links }: MatterFacts): Map<string, Hearing[]> {
  const duplicateOf = new Map<number, number | null>();
  for (const link of links.toSorted((one, other) => one.version - other.version))
    duplicateOf.set(link.petitionNo, link.duplicateOfNo);
  const standIn = standIns(duplicateOf);
  return Map.groupBy(hearings, ({ agencyNo, petitionNo }) => `${agencyNo}/${standIn.get(petitionNo) ?? petitionNo}`);
}

/** Agency and petition of a key of `hearingsByMatter`. */
export function readMatterKey(key: string): { agencyNo: number; petitionNo: number } {
  const [agencyNo, petitionNo] = key.split('/').map(Number);
  return { agencyNo: agencyNo!, petitionNo: petitionNo! };
}

/** The book of these matters, a pure function of what is known. */
export const matterBook = (rules: HeardRules, facts: MatterFacts): MatterLine[] =>
  [...hearingsByMatter(facts)].flatMap(([key, hearings]) =>
    heardBook(rules, hearings).map((line) => ({ ...line, ...readMatterKey(key) })),
  );

/**
 * What must be posted when `before` becomes `after` by facts recorded on `since` or later: for each day on which anything
 * became known, the difference between the books after and before. So the ledger comes out the same, also as known on a
 * past day, in whatever order the facts arrive.
 */
export function changesSince(rules: HeardRules, before: MatterFacts, after: MatterFacts, since: Day): MatterChange[] {
  const days = new Set([...after.hearings, ...after.links].map(({ recordedOn }) => recordedOn));
  const changes: MatterChange[] = [];
  let posted = new Map<string, MatterChange>();
  for (const recordedOn of [...days].filter((day) => day >= since).sort()) {
    const due = difference(rules, knownBy(before, recordedOn), knownBy(after, recordedOn), recordedOn);
    for (const [key, line] of due) {
      const change = line.change - (posted.get(key)?.change ?? 0);
      if (change !== 0) changes.push({ ...line, change });
    }
    for (const [key, line] of posted) if (!due.has(key)) changes.push({ ...line, recordedOn, change: -line.change });
    posted = due;
  }
  return changes;
}

function difference(rules: HeardRules, before: MatterFacts, after: MatterFacts, recordedOn: Day) {
  const net = new Map<string, MatterChange>();
  const add = (line: MatterLine, amount: number) => {
    const key = [line.agencyNo, line.petitionNo, line.day, line.mode, line.windows].join('/');
    const change = (net.get(key)?.change ?? 0) + amount;
    if (change === 0) net.delete(key);
    else net.set(key, { ...line, recordedOn, change });
  };
  for (const line of matterBook(rules, after)) add(line, line.amount);
  for (const line of matterBook(rules, before)) add(line, -line.amount);
  return net;
}

/** The petition that stands for each. Those that repeat each other in a circle are one matter; the lowest number stands for it. */
function standIns(duplicateOf: ReadonlyMap<number, number | null>): Map<number, number> {
  const standIn = new Map<number, number>();
  for (const petitionNo of duplicateOf.keys()) {
    const path = new Set<number>();
    let at: number | null = petitionNo;
    while (at !== null && !path.has(at) && !standIn.has(at)) {
      path.add(at);
      at = duplicateOf.get(at) ?? null;
    }
    const last = [...path].at(-1);
    if (last === undefined) continue;
    const stands = at === null ? last : (standIn.get(at) ?? lowestFrom(at, path));
    for (const each of path) standIn.set(each, stands);
  }
  return standIn;
}

function lowestFrom(start: number, path: ReadonlySet<number>): number {
  const steps = [...path];
  return steps.slice(steps.indexOf(start)).reduce((lowest, step) => Math.min(lowest, step));
}
