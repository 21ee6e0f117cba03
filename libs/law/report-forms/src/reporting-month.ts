import {
  addDays,
  addMonths,
  isInForce,
  readTableFile,
  tableFault,
  toDay,
  validityOf,
  versionsByKey,
  type Day,
  type Validity,
} from '@tiepdan/dated-table';

/** What reporting months are computed from. */
interface ReportingMonths {
  readonly reportingMonthStarts: readonly ReportingMonthStart[];
}

/** From which day of the month figures belong to the next report. */
export interface ReportingMonthStart extends Validity {
  readonly at: string;
  readonly startsOnDay: number;
}

export function loadReportingMonth(directory: string): readonly ReportingMonthStart[] {
  const columns = ['starts_on_day', 'legal_basis', 'valid_from', 'valid_to', 'evidence'] as const;
  const starts = readTableFile(directory, 'reporting-month.psv', columns).map((row) => {
    const startsOnDay = Number(row.starts_on_day);
    if (!(startsOnDay >= 1 && startsOnDay <= 28))
      throw tableFault(row, `"${row.starts_on_day}" is no day of every month`);
    return { ...validityOf(row), at: row.at, startsOnDay };
  });
  versionsByKey(starts, () => 'the reporting month');
  return starts;
}

/**
 * Number of the reporting month a day belongs to: year × 12 + month of its first day. Divided by 12 it gives the reporting
 * year (15 December opens the next one, as its month 0), divided by 3 the quarter.
 * @throws Error before the first reporting month known
 */
export function reportingMonth(law: ReportingMonths, day: Day): number {
  const first = addDays(day, 1 - startOn(law, day));
  return Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7));
}

/** First and last day of a reporting month. */
export function daysOfReportingMonth(law: ReportingMonths, month: number): { readonly from: Day; readonly to: Day } {
  const calendarMonth = addMonths(toDay('0001-01-01'), month - 13);
  const firstOf = (start: Day): Day => addDays(start, startOn(law, start) - 1);
  return { from: firstOf(calendarMonth), to: addDays(firstOf(addMonths(calendarMonth, 1)), -1) };
}

function startOn(law: ReportingMonths, day: Day): number {
  const start = law.reportingMonthStarts.find((known) => isInForce(known, day));
  if (start === undefined) throw new RangeError(`No reporting month is known for ${day}.`);
  return start.startsOnDay;
}
