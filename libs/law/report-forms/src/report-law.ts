import type { Day } from '@tiepdan/dated-table';
import { formOf, loadForms, ruleSetOn, type Form } from './form';
import { loadReportingMonth, type ReportingMonthStart } from './reporting-month';

/** The circulars on statutory reports: which forms hold when, and from which day to which a reporting month runs. */
export interface ReportLaw {
  readonly forms: readonly Form[];
  readonly reportingMonthStarts: readonly ReportingMonthStart[];
  /** @throws LawError UNKNOWN_FORM */
  form(code: string, ruleSet: string): Form;
  /** Code of the circular in force on a day. @throws LawError NO_RULE_SET */
  ruleSetFor(day: Day): string;
}

/**
 * Reads the tables of a directory, in production `libs/law/data`.
 * @throws Error naming file and line of the first fault found
 */
export function loadReportLaw(directory: string): ReportLaw {
  const forms = loadForms(directory);
  return {
    forms: forms.forms,
    reportingMonthStarts: loadReportingMonth(directory),
    form: (code, ruleSet) => formOf(forms, code, ruleSet),
    ruleSetFor: (day) => ruleSetOn(forms, day),
  };
}
