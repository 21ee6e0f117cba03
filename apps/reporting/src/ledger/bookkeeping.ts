import { isInForce, type Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { reportingMonth, type ReportLaw } from '@tiepdan/report-forms';
import { Refusal } from '@tiepdan/refusal';
import { loadChart, type Chart } from './account';
import type { HeardRules } from './heard-book';
import { loadReadings, type Readings } from './readings';

/** What the books are kept by: accounts, readings of the circular, and the law's own figures. */
export interface Bookkeeping extends HeardRules {
  readonly chart: Chart;
  readonly readings: Readings;
  /** Number of the reporting month; divided by 3 the quarter, by 12 the year. Refuses DAY_BEFORE_BOOKS. */
  monthOf(day: Day): number;
  /** From how many visitors a visit counts as a group (đoàn đông người). */
  groupVisitorsMin(day: Day): number;
}

const GROUP_RULE = 'report.group.min_people';

/** @throws Error naming what is wrong in the tables of `directory` or missing in the law */
export function openBookkeeping(law: Law & ReportLaw, directory: string): Bookkeeping {
  const groupRules = law.rules.get(GROUP_RULE) ?? [];
  if (groupRules.length === 0) throw new Error(`The law has no rule ${GROUP_RULE}.`);
  const readings = loadReadings(directory);
  return {
    chart: loadChart(directory),
    readings,
    heardPrecedence: readings.heardPrecedence,
    monthOf(day) {
      if (!law.reportingMonthStarts.some((start) => isInForce(start, day))) throw dayBeforeBooks();
      return reportingMonth(law, day);
    },
    groupVisitorsMin(day) {
      const rule = groupRules.find((version) => isInForce(version, day)) ?? groupRules[0]!;
      return Number(rule.value);
    },
  };
}

const dayBeforeBooks = () =>
  new Refusal({
    code: 'DAY_BEFORE_BOOKS',
    message: 'Ngày này có trước mọi kỳ báo cáo đã biết nên không ghi sổ được.',
    messageEn: 'This day lies before every known reporting period and cannot be booked.',
  });
