import { dayNumber, dayOfNumber, daysBetween, type Day, type Evidence } from '@tiepdan/dated-table';
import { isWorkingNumber, workingDaysBetween } from '@tiepdan/working-calendar';
import {
  ruleInForce,
  lawChangesCrossed,
  type ConventionCode,
  type CountUnit,
  type Law,
  type LawChange,
} from '@tiepdan/law';
import { checkQuestion, countingOf, versionOn, type CheckedQuestion, type DeadlineQuestion } from './deadline-question';
import { stepsOf, type DeadlineStep } from './deadline-steps';
import { sentencesOf } from './deadline-text';
import { periodOf, type Period } from './period';

/** A due day with everything someone else needs to compute it again. */
export interface Deadline {
  readonly rule: string;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  readonly label: string;
  readonly unit: CountUnit;
  readonly count: number;
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly legalBasis: string;
  readonly evidence: Evidence;
  /** Readings and unchecked figures the due day rests on; empty when it is confirmed. */
  readonly assumptions: readonly ConventionCode[];
  /** Since when the clock stands still; null while it runs. */
  readonly stoppedOn: Day | null;
  /** Changes of the law that the clock runs across. */
  readonly lawChanges: readonly LawChange[];
  readonly steps: readonly DeadlineStep[];
  /** The same as sentences in Vietnamese. */
  readonly text: string;
}

/**
 * The due day of a rule, by the version in force on the day of its start event, with how it came about.
 * @throws LawError UNKNOWN_RULE, RULE_NOT_IN_FORCE, RULE_HAS_NO_DATE, CALENDAR_UNKNOWN, PAUSE_ENDS_BEFORE_IT_BEGINS,
 * PAUSE_NOT_ALLOWED, EXTENSION_MALFORMED, EXTENSION_NOT_ALLOWED, EXTENSION_BEYOND_LAW
 */
export function computeDeadline(asked: DeadlineQuestion): Deadline {
  const question = checkQuestion(asked);
  const { law, rule, startedOn } = question;
  const period = periodOf(question);
  const dueOn = dayOfNumber(period.due);
  const assumptions = assumptionsOf(question, period);
  const deadline = {
    rule: rule.key,
    ruleVersion: `${rule.key}@${rule.validFrom}`,
    calendarVersion: law.calendar.version,
    label: law.ruleLabel(rule.key),
    unit: question.unit,
    count: question.count,
    startedOn,
    dueOn,
    legalBasis: rule.legalBasis,
    evidence: assumptions.length === 0 ? ('CONFIRMED' as const) : ('ASSUMED' as const),
    assumptions,
    // A clock that has run out is not stopped any more.
    stoppedOn: question.stoppedOn !== null && question.stoppedOn <= dueOn ? question.stoppedOn : null,
    lawChanges: lawChangesCrossed(law.clockChanges, rule.key, startedOn, dueOn),
    steps: stepsOf(question, period),
  };
  return { ...deadline, text: sentencesOf(law, deadline, rule) };
}

/**
 * The due day alone, for whoever needs no explanation: a fraction of the work of `computeDeadline`.
 * @throws LawError as `computeDeadline`
 */
export const dueDay = (question: DeadlineQuestion): Day => dayOfNumber(periodOf(checkQuestion(question)).due);

/**
 * Units left until the end of the due day: working days for a rule that counts those, else calendar days. 0 on the due
 * day itself, negative after it.
 * @throws LawError CALENDAR_UNKNOWN
 */
export function daysLeft(
  law: Law,
  { rule, startedOn, dueOn }: Pick<Deadline, 'rule' | 'startedOn' | 'dueOn'>,
  today: Day,
): number {
  if (countingOf(ruleInForce(law.rules, rule, startedOn)).unit !== 'WORKING_DAY') return daysBetween(today, dueOn);
  const left = workingDaysBetween(law.calendar, today, dueOn);
  // A weekend after the due day holds no working day, and is late all the same.
  return today > dueOn ? Math.min(-1, left) : left;
}

/** Only what the due day hangs on: a rest day in the middle of calendar days changes nothing. */
function assumptionsOf(question: CheckedQuestion, period: Period): ConventionCode[] {
  const { law, rule, count, standStills, extensions } = question;
  const start = dayNumber(question.startedOn);
  const { last, due } = period;
  const rolls = !rule.backwards && due !== last;
  const pausedBeforeEnd = standStills.some(({ from }) => from <= last);
  const looked = count === 0 ? [] : lookedDays(question, period, start);
  const years = [looked[0], looked.at(-1)].map((day) => day?.slice(0, 4) ?? '');
  const rests: Partial<Record<ConventionCode, boolean>> = {
    RULE_RECALLED: rule.evidence === 'ASSUMED',
    C1: pausedBeforeEnd,
    C2: standStills.some(({ from }) => last < from && from <= due),
    C3: extensions.length > 0 && aPeriodEndsOnRestDay(question, start),
    C4: rule.backwards && due !== last,
    C5: rule.backwards,
    C6: law.conventions.C6.rules.includes(rule.key) && (rolls || !isWorkingNumber(law.calendar, last)),
    C8: newerVersionGivesOtherDay(question, period),
    C13: looked.some((day) => law.calendar.days.get(day)?.expected),
    YEAR_EXPECTED: law.calendar.years.some(({ year, expected }) => expected && years[0]! <= year && year <= years[1]!),
    CALENDAR_RECALLED: looked.some((day) => {
      const listed = law.calendar.days.get(day);
      return listed?.evidence === 'ASSUMED' && !listed.expected;
    }),
  };
  return (Object.keys(rests) as ConventionCode[]).filter((code) => rests[code]);
}

/** The days whose being worked or not decides the due day, in order. */
function lookedDays({ rule, unit }: CheckedQuestion, { last, due }: Period, start: number): Day[] {
  const [from, to] = rule.backwards
    ? [due, unit === 'WORKING_DAY' ? start - 1 : last]
    : [unit === 'WORKING_DAY' ? start + 1 : last, due];
  return Array.from({ length: to - from + 1 }, (_, index) => dayOfNumber(from + index));
}

/** Whether the end of the period, or of an extension but the last, would move if each were moved by itself. */
function aPeriodEndsOnRestDay({ law, count, extensions }: CheckedQuestion, start: number): boolean {
  let end = start + count;
  return extensions.some((length) => {
    const moves = !isWorkingNumber(law.calendar, end);
    end += length;
    return moves;
  });
}

function newerVersionGivesOtherDay(question: CheckedQuestion, { due }: Period): boolean {
  const { law, rule } = question;
  if (rule.validTo === null) return false;
  const newer = versionOn(law, rule, dayOfNumber(due));
  if (newer === rule || newer.counting === null) return false;
  return periodOf({ ...question, rule: newer, ...newer.counting }).due !== due;
}
