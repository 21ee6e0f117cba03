import { addDays, type Day } from '@tiepdan/dated-table';
import { daysOfReportingMonth, reportingMonth, type ReportLaw } from '@tiepdan/report-forms';
import { windowBits } from '../ledger/account';

export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** A period cut into whole reporting months, which have balances, and at most two spans of days, which have not. */
export interface WindowParts {
  readonly months: { readonly first: number; readonly last: number } | null;
  readonly days: readonly DaySpan[];
}

/** `from` must not come after `to`. */
export function windowParts(law: ReportLaw, { from, to }: DaySpan): WindowParts {
  const opening = reportingMonth(law, from);
  const closing = reportingMonth(law, to);
  const openingDays = daysOfReportingMonth(law, opening);
  const closingDays = daysOfReportingMonth(law, closing);
  const isOpeningCut = openingDays.from < from;
  const isClosingCut = to < closingDays.to;
  if (opening === closing)
    return isOpeningCut || isClosingCut
      ? { months: null, days: [{ from, to }] }
      : { months: { first: opening, last: closing }, days: [] };
  const first = isOpeningCut ? opening + 1 : opening;
  const last = isClosingCut ? closing - 1 : closing;
  return {
    months: first <= last ? { first, last } : null,
    days: [
      ...(isOpeningCut ? [{ from, to: openingDays.to }] : []),
      ...(isClosingCut ? [{ from: closingDays.from, to }] : []),
    ],
  };
}

/**
 * The bit of the accounts in which a matter counts once for this period: one that begins with a reporting year, quarter
 * or month and does not reach beyond it. Null for any other period: then the hearings themselves must be looked at.
 */
export function windowBit(law: ReportLaw, { from, to }: DaySpan): number | null {
  const opening = reportingMonth(law, from);
  if (reportingMonth(law, addDays(from, -1)) === opening) return null;
  const closing = reportingMonth(law, to);
  const lies = (months: number): boolean => opening % months === 0 && Math.floor(closing / months) === opening / months;
  if (lies(12)) return windowBits.y;
  if (lies(3)) return windowBits.q;
  return lies(1) ? windowBits.m : null;
}
