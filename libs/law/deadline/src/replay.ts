import { LawError, type Day, type LawErrorDetails } from '@tiepdan/dated-table';
import type { Law, Rules } from '@tiepdan/law';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { dueDay } from './deadline';
import type { ClockInputs } from './deadline-question';

/** A clock as it really ran: what started it, what happened to it, and the day its duty was done. */
export interface PastClock {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Key of its rule. */
  readonly rule: string;
  readonly startedOn: Day;
  /** Null while the duty is not done. */
  readonly metOn: Day | null;
  readonly status: string;
  readonly inputs: ClockInputs;
}

export interface ReplayQuestion<Clock extends PastClock = PastClock> {
  readonly history: readonly Clock[];
  /** The law the clocks ran under. */
  readonly law: Law;
  /** The rules to hold them against. */
  readonly otherRules: Rules;
  /** Days worked, for both; the law's own unless told. */
  readonly calendar?: WorkingCalendar;
  /** A duty not done yet is late when this day lies after its due day, or when its clock stopped after it and stands still. */
  readonly today: Day;
}

/** One clock under both rule sets. */
export interface ReplayedClock<Clock extends PastClock = PastClock> {
  readonly clock: Clock;
  readonly dueOn: Day;
  readonly wasLate: boolean;
  readonly dueOnUnderOther: Day;
  readonly wouldBeLate: boolean;
}

/** A clock that one of the rule sets gives no due day, and why. */
export interface UnansweredClock<Clock extends PastClock = PastClock> {
  readonly clock: Clock;
  readonly under: 'OWN' | 'OTHER';
  readonly reason: LawErrorDetails;
}

export interface Replay<Clock extends PastClock = PastClock> {
  /** Late under the other rules, the earliest due day there first; `wasLate` tells which were late anyway. */
  readonly late: readonly ReplayedClock<Clock>[];
  /** In time under the other rules, in the order of the history. */
  readonly inTime: readonly ReplayedClock<Clock>[];
  /** In neither of the lists, in the order of the history. */
  readonly unanswered: readonly UnansweredClock<Clock>[];
}

/**
 * The same history of cases under other rules. Every clock of the history stands in exactly one of the three lists.
 * What happened (start, pauses, extensions, the day it was done) is taken as it was: nobody knows who would have hurried.
 */
export function replay<Clock extends PastClock>(question: ReplayQuestion<Clock>): Replay<Clock> {
  const { history, today, otherRules, calendar = question.law.calendar } = question;
  const own = { ...question.law, calendar };
  const other = { ...own, rules: otherRules };
  const late: ReplayedClock<Clock>[] = [];
  const inTime: ReplayedClock<Clock>[] = [];
  const unanswered: UnansweredClock<Clock>[] = [];
  for (const clock of history) {
    const [then, instead] = [dueUnder(own, clock), dueUnder(other, clock)];
    if (typeof then !== 'string') unanswered.push({ clock, under: 'OWN', reason: then });
    else if (typeof instead !== 'string') unanswered.push({ clock, under: 'OTHER', reason: instead });
    else {
      const until = clock.metOn ?? lastDayItRan(clock, today);
      const wouldBeLate = until > instead;
      const replayed = { clock, dueOn: then, wasLate: until > then, dueOnUnderOther: instead, wouldBeLate };
      (wouldBeLate ? late : inTime).push(replayed);
    }
  }
  late.sort(
    (one, another) =>
      compare(one.dueOnUnderOther, another.dueOnUnderOther) ||
      compare(one.clock.caseNumber, another.clock.caseNumber) ||
      compare(one.clock.rule, another.clock.rule) ||
      compare(one.clock.startedOn, another.clock.startedOn),
  );
  return { late, inTime, unanswered };
}

/**
 * The day a clock is to be judged by: today, or the day on which it stopped before. One that stands still does not become
 * late meanwhile.
 */
export function lastDayItRan({ inputs }: Pick<PastClock, 'inputs'>, today: Day): Day {
  const stopped = inputs.pauses?.filter(({ to }) => to === null).map(({ from }) => from) ?? [];
  return [today, ...stopped].sort()[0]!;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function dueUnder(law: Law, { rule, startedOn, inputs }: PastClock): Day | LawErrorDetails {
  try {
    return dueDay({ ...inputs, law, ruleKey: rule, startedOn });
  } catch (error) {
    if (error instanceof LawError) return error.details;
    throw error;
  }
}
