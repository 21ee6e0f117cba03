import { isWorkingDay, restReason } from '@tiepdan/law';
import { addDays, daysBetween, type Day } from '@tiepdan/law';
import { asSentence } from './deadline-text';
import type { Law } from '@tiepdan/law';
import type { CountUnit } from '@tiepdan/law';

/**
 * A span of days, both ends included. From the start day to the due day the steps leave no gap and do not overlap:
 * START is the start day; COUNTED and SKIPPED cover the days before the last one of the period; ROLLED begins on that
 * last day when it is a rest day; DUE is the due day. Without ROLLED, the due day is itself the last one counted.
 */
export interface DeadlineStep {
  readonly kind: 'START' | 'COUNTED' | 'SKIPPED' | 'ROLLED' | 'DUE';
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  /** In Vietnamese. */
  readonly reason: string;
}

/** A rule applied to a start day. */
export interface Period {
  readonly unit: CountUnit;
  readonly count: number;
  /** The last day by number alone, before it moves off a rest day. */
  readonly lastDay: Day;
  readonly dueOn: Day;
}

const COUNTED_REASON = 'Ngày được tính';

/** How a period came to its due day. */
export function stepsOf(law: Law, startedOn: Day, { unit, lastDay, dueOn }: Period): DeadlineStep[] {
  const steps = [span('START', startedOn, startedOn, asSentence(law.conventions.R2.text))];
  const [firstCounted, lastCounted] = [addDays(startedOn, 1), addDays(lastDay, -1)];
  if (unit === 'WORKING_DAY') steps.push(...runsOfWorkAndRest(law, firstCounted, lastCounted));
  else if (firstCounted <= lastCounted) steps.push(span('COUNTED', firstCounted, lastCounted, COUNTED_REASON));
  if (lastDay < dueOn) {
    const lastRestDay = addDays(dueOn, -1);
    const reasons = new Set(daysIn(lastDay, lastRestDay).map((day) => restReason(law.calendar, day)));
    steps.push(span('ROLLED', lastDay, lastRestDay, `${[...reasons].join('; ')}: ${law.conventions.R3.text}`));
  }
  return [...steps, span('DUE', dueOn, dueOn, 'Thời hạn kết thúc vào cuối ngày này')];
}

/** Neighbouring days of one kind and one reason make one step. */
function runsOfWorkAndRest(law: Law, from: Day, to: Day): DeadlineStep[] {
  const runs: DeadlineStep[] = [];
  for (const day of daysIn(from, to)) {
    const step = isWorkingDay(law.calendar, day)
      ? span('COUNTED', day, day, COUNTED_REASON)
      : span('SKIPPED', day, day, restReason(law.calendar, day));
    const before = runs.at(-1);
    if (before?.reason === step.reason) runs[runs.length - 1] = { ...before, to: day, days: before.days + 1 };
    else runs.push(step);
  }
  return runs;
}

const span = (kind: DeadlineStep['kind'], from: Day, to: Day, reason: string): DeadlineStep => ({
  kind,
  from,
  to,
  days: daysBetween(from, to) + 1,
  reason,
});

export const daysIn = (from: Day, to: Day): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
