import { addDays, dayInProvince, daysBetween, isInForce, LawError, toDay, type Day } from '@tiepdan/dated-table';
import type { ReportLaw } from '@tiepdan/report-forms';
import { Refusal } from '@tiepdan/refusal';
import type { FilledForm } from './form-cells';
import { windowBit, type DaySpan } from './reporting-window';

export interface ReportInput {
  readonly form: string;
  readonly ruleSet?: string | null;
  readonly agency?: string | null;
  readonly from: string;
  readonly to: string;
  readonly knownAt?: Date | null;
}

/** A report asked for, with everything that follows from the law. */
export interface ReportQuestion {
  readonly filled: FilledForm;
  readonly from: Day;
  readonly to: Day;
  readonly knownAt: Date;
  /** The figures are those known at the end of this day. */
  readonly knownOn: Day;
  /** The days asked for that had begun when it was known; null when none had. */
  readonly span: DaySpan | null;
  /** Window of the accounts that count once; null when hearings must be counted one by one. */
  readonly windowBit: number | null;
}

/** Guards the server; the longest statutory period is a year. */
export const PERIOD_DAYS_MAX = 400;

/** Refuses FORM_UNKNOWN, FORM_NOT_AVAILABLE, PERIOD_INVALID. */
export function askReport(law: ReportLaw, forms: readonly FilledForm[], input: ReportInput, now: Date): ReportQuestion {
  const from = toDay(input.from);
  const to = toDay(input.to);
  if (to < from)
    throw periodInvalid('Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.', 'The last day must not come before the first.');
  if (daysBetween(from, to) >= PERIOD_DAYS_MAX)
    throw periodInvalid(
      `Kỳ báo cáo không được dài quá ${PERIOD_DAYS_MAX} ngày.`,
      `A period may not be longer than ${PERIOD_DAYS_MAX} days.`,
    );
  if (!law.reportingMonthStarts.some((start) => isInForce(start, addDays(from, -1))))
    throw periodInvalid('Chưa có kỳ báo cáo nào cho thời gian này.', 'No reporting period is known for these days.');
  const filled = formAsked(law, forms, input, to);
  const knownAt = input.knownAt && input.knownAt < now ? input.knownAt : now;
  const knownOn = dayInProvince(knownAt);
  const through = to < knownOn ? to : knownOn;
  const span = from <= through ? { from, to: through } : null;
  return { filled, from, to, knownAt, knownOn, span, windowBit: span && windowBit(law, span) };
}

function formAsked(law: ReportLaw, forms: readonly FilledForm[], input: ReportInput, to: Day): FilledForm {
  try {
    const form = law.form(input.form, input.ruleSet ?? law.ruleSetFor(to));
    const filled = forms.find((each) => each.form.code === form.code && each.form.ruleSet === form.ruleSet);
    if (filled) return filled;
    throw new Refusal({
      code: 'FORM_NOT_AVAILABLE',
      field: 'form',
      message: `Hệ thống chưa lập được biểu ${form.code} của bộ biểu mẫu ${form.ruleSet}.`,
      messageEn: `Form ${form.code} of rule set ${form.ruleSet} cannot be filled yet.`,
    });
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    const { message, messageEn } = error.details;
    throw new Refusal({
      code: 'FORM_UNKNOWN',
      field: error.code === 'UNKNOWN_FORM' ? 'form' : 'to',
      message,
      messageEn,
    });
  }
}

const periodInvalid = (message: string, messageEn: string) =>
  new Refusal({ code: 'PERIOD_INVALID', field: 'to', message, messageEn });

export const agencyUnknown = () =>
  new Refusal({
    code: 'AGENCY_UNKNOWN',
    field: 'agency',
    message: 'Không có đơn vị này.',
    messageEn: 'There is no such agency.',
  });

export const columnUnknown = (form: string) =>
  new Refusal({
    code: 'COLUMN_UNKNOWN',
    field: 'column',
    message: `Biểu ${form} không có cột này.`,
    messageEn: `Form ${form} has no such column.`,
  });
