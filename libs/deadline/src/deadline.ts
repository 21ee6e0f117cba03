import { isWorkingDay, nthWorkingDayAfter, workingDayFrom, workingDaysBetween } from '@tiepdan/law';
import type { ConventionCode } from '@tiepdan/law';
import { addDays, addMonths, daysBetween, type Day } from '@tiepdan/law';
import { daysIn, stepsOf, type DeadlineStep, type Period } from './deadline-steps';
import { sentencesOf } from './deadline-text';
import type { Law } from '@tiepdan/law';
import { LawError } from '@tiepdan/law';
import { isInForce, type Evidence } from '@tiepdan/law';
import { ruleInForce, type CountUnit, type Rule } from '@tiepdan/law';

export interface DeadlineQuestion {
  readonly law: Law;
  readonly ruleKey: string;
  /** The day of the start event. */
  readonly startedOn: Day;
}

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
  readonly steps: readonly DeadlineStep[];
  /** The same as sentences in Vietnamese. */
  readonly text: string;
}

/**
 * The due day of a rule that counts forward from its start event, by the version in force on the start day.
 * @throws LawError UNKNOWN_RULE, RULE_NOT_IN_FORCE, RULE_HAS_NO_DATE, CALENDAR_UNKNOWN
 */
export function computeDeadline({ law, ruleKey, startedOn }: { law: Law; ruleKey: string; startedOn: Day }): Deadline {
  const rule = ruleInForce(law.rules, ruleKey, startedOn);
  const period = periodOf(law, rule, startedOn);
  const assumptions = assumptionsOf(law, rule, startedOn, period);
  const deadline = {
    rule: ruleKey,
    ruleVersion: `${ruleKey}@${rule.validFrom}`,
    calendarVersion: law.calendar.version,
    label: law.ruleLabel(ruleKey),
    unit: period.unit,
    count: period.count,
    startedOn,
    dueOn: period.dueOn,
    legalBasis: rule.legalBasis,
    evidence: assumptions.length === 0 ? ('CONFIRMED' as const) : ('ASSUMED' as const),
    assumptions,
    steps: stepsOf(law, startedOn, period),
  };
  return { ...deadline, text: sentencesOf(law, deadline, rule.unitLabel) };
}

/**
 * The due day alone, for whoever needs no explanation: a fraction of the work of `computeDeadline`.
 * @throws LawError as `computeDeadline`
 */
export const dueDay = ({ law, ruleKey, startedOn }: DeadlineQuestion): Day =>
  periodOf(law, ruleInForce(law.rules, ruleKey, startedOn), startedOn).dueOn;

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

function countingOf(rule: Rule): { unit: CountUnit; count: number } {
  if (rule.counting !== null) return rule.counting;
  throw new LawError({
    code: 'RULE_HAS_NO_DATE',
    message: `Quy định ${rule.key} không xác định một ngày hết hạn tính từ ngày bắt đầu.`,
    messageEn: `Rule ${rule.key} fixes no due day forward from a start day.`,
    legalBasis: rule.legalBasis,
  });
}

function periodOf(law: Law, rule: Rule, startedOn: Day): Period {
  const { unit, count } = countingOf(rule);
  const lastDay = lastDayOf(law, startedOn, unit, count);
  const { C6 } = law.conventions;
  const keepsEnd = C6.setting === 'keep' && C6.rules.includes(rule.key);
  return { unit, count, lastDay, dueOn: keepsEnd ? lastDay : workingDayFrom(law.calendar, lastDay) };
}

function lastDayOf(law: Law, startedOn: Day, unit: CountUnit, count: number): Day {
  if (unit === 'CALENDAR_DAY') return addDays(startedOn, count);
  if (unit === 'WORKING_DAY') return nthWorkingDayAfter(law.calendar, startedOn, count);
  return addMonths(startedOn, unit === 'YEAR' ? 12 * count : count);
}

/** Only what the due day hangs on: a rest day in the middle of calendar days changes nothing. */
function assumptionsOf(law: Law, rule: Rule, startedOn: Day, { unit, lastDay, dueOn }: Period): ConventionCode[] {
  const looked = daysIn(unit === 'WORKING_DAY' ? addDays(startedOn, 1) : lastDay, dueOn).map((day) =>
    law.calendar.days.get(day),
  );
  const onDueDay = law.rules.get(rule.key)?.find((version) => isInForce(version, dueOn)) ?? rule;
  const otherVersionGivesOtherDay =
    onDueDay !== rule && onDueDay.counting !== null && periodOf(law, onDueDay, startedOn).dueOn !== dueOn;
  const rests: Record<string, boolean> = {
    RULE_RECALLED: rule.evidence === 'ASSUMED',
    C6: law.conventions.C6.rules.includes(rule.key) && !isWorkingDay(law.calendar, lastDay),
    C8: otherVersionGivesOtherDay,
    C13: looked.some((day) => day?.expected),
    CALENDAR_RECALLED: looked.some((day) => day?.evidence === 'ASSUMED'),
  };
  return (Object.keys(rests) as ConventionCode[]).filter((code) => rests[code]);
}
