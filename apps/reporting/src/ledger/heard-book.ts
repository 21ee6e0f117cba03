import type { Day } from '@tiepdan/dated-table';
import { windowBits, type Mode, type WindowName } from './account';

/** That one agency heard a matter on a day. */
export interface HearingDay {
  readonly day: Day;
  readonly mode: Mode;
}

/** A signed line of the book of one matter at one agency. `windows` is a sum of `windowBits`. */
export interface HeardLine {
  readonly day: Day;
  readonly mode: Mode;
  readonly windows: number;
  readonly amount: 1 | -1;
}

export interface HeardRules {
  /** Strongest mode first. */
  readonly heardPrecedence: readonly Mode[];
  monthOf(day: Day): number;
}

const MONTHS_IN: Record<WindowName, number> = { y: 12, q: 3, m: 1 };
const windowNames = Object.keys(windowBits) as WindowName[];

/**
 * The book of one matter at one agency: within each year, quarter and month it counts once, under the strongest mode it
 * was heard in so far. The first hearing in a window enters it; a stronger one later moves it, in those windows only
 * that still are the same. Lines summed to any day of a window give the figure of the window so far.
 * The order of `hearings` does not matter.
 */
export function heardBook(rules: HeardRules, hearings: readonly HearingDay[]): HeardLine[] {
  const lines: HeardLine[] = [];
  const held = new Map<WindowName, { readonly number: number; readonly mode: Mode }>();
  for (const { day, mode } of strongestOfEachDay(rules, hearings)) {
    let gained = 0;
    const lost = new Map<Mode, number>();
    for (const name of windowNames) {
      const number = Math.floor(rules.monthOf(day) / MONTHS_IN[name]);
      const before = held.get(name);
      const current = before?.number === number ? before.mode : null;
      if (current && !isStronger(rules, mode, current)) continue;
      if (current) lost.set(current, (lost.get(current) ?? 0) + windowBits[name]);
      gained += windowBits[name];
      held.set(name, { number, mode });
    }
    for (const [weaker, windows] of lost) lines.push({ day, mode: weaker, windows, amount: -1 });
    if (gained > 0) lines.push({ day, mode, windows: gained, amount: 1 });
  }
  return lines;
}

/** Under which mode a matter counts in a window that holds exactly these hearings, and since which day. */
export function strongestHearing(rules: HeardRules, hearings: readonly HearingDay[]): HearingDay | null {
  return (
    hearings.toSorted((one, other) => rankOf(rules, one.mode) - rankOf(rules, other.mode) || byDay(one, other))[0] ??
    null
  );
}

function strongestOfEachDay(rules: HeardRules, hearings: readonly HearingDay[]): HearingDay[] {
  const strongest = new Map<Day, HearingDay>();
  for (const hearing of hearings) {
    const known = strongest.get(hearing.day);
    if (!known || isStronger(rules, hearing.mode, known.mode)) strongest.set(hearing.day, hearing);
  }
  return [...strongest.values()].sort(byDay);
}

const byDay = (one: HearingDay, other: HearingDay): number => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0);
const rankOf = ({ heardPrecedence }: HeardRules, mode: Mode): number => heardPrecedence.indexOf(mode);
const isStronger = (rules: HeardRules, mode: Mode, than: Mode): boolean => rankOf(rules, mode) < rankOf(rules, than);
