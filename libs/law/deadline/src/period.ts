import { addMonths, dayNumber } from '@tiepdan/dated-table';
import {
  isWorkingNumber,
  nthWorkingNumber,
  workingNumberFrom,
  workingThrough,
  type WorkingCalendar,
} from '@tiepdan/working-calendar';
import type { CheckedQuestion, StandStill } from './deadline-question';

/** A rule applied to a start day, as numbers of days. */
export interface Period {
  /** The last day by number alone, before it moves off a rest day. Counting back: the first day by number alone. */
  readonly last: number;
  readonly due: number;
}

/** @throws LawError CALENDAR_UNKNOWN */
export function periodOf(question: CheckedQuestion): Period {
  const { law, rule, count, standStills } = question;
  const start = dayNumber(question.startedOn);
  if (rule.backwards) return periodBefore(question, start);
  if (count === 0) return { last: start, due: start };
  const last = lastNumber(question, start);
  const { C6 } = law.conventions;
  const keepsEnd = C6.setting === 'keep' && C6.rules.includes(rule.key);
  return { last, due: keepsEnd ? last : firstDayToAct(law.calendar, standStills, last) };
}

function periodBefore({ law, unit, count }: CheckedQuestion, event: number): Period {
  if (unit === 'WORKING_DAY') {
    const due = nthWorkingNumber(law.calendar, event, -count);
    return { last: due, due };
  }
  const last = event - count;
  return { last, due: isWorkingNumber(law.calendar, last) ? last : nthWorkingNumber(law.calendar, last, -1) };
}

function lastNumber({ law, unit, count, startedOn, standStills, extensions }: CheckedQuestion, start: number): number {
  const { calendar } = law;
  const wanted = extensions.reduce((sum, length) => sum + length, count);
  if (unit === 'MONTH' || unit === 'YEAR') {
    // After the last known day there is nothing to compute, and far enough away no day to write.
    if (start >= calendar.firstNumber) workingThrough(calendar, start);
    return dayNumber(addMonths(startedOn, unit === 'YEAR' ? 12 * count : count));
  }
  if (unit === 'CALENDAR_DAY')
    return standStills.reduce((last, { from, to }) => (from <= last ? last + to - from : last), start + wanted);
  let stoodStill = 0;
  let last = nthWorkingNumber(calendar, start, wanted);
  for (const { from, to } of standStills) {
    if (from > last) break;
    stoodStill += workingThrough(calendar, to - 1) - workingThrough(calendar, from - 1);
    last = nthWorkingNumber(calendar, start, wanted + stoodStill);
  }
  return last;
}

/** The first day from one on that is worked and on which the clock does not stand still. */
function firstDayToAct(calendar: WorkingCalendar, standStills: readonly StandStill[], from: number): number {
  let day = workingNumberFrom(calendar, from);
  for (const standStill of standStills)
    if (standStill.from <= day && day < standStill.to) day = workingNumberFrom(calendar, standStill.to);
  return day;
}
