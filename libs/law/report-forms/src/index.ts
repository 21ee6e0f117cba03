export type { Form, FormColumn } from './form';
export { loadReportLaw, type ReportLaw } from './report-law';
export { daysOfReportingMonth, reportingMonth } from './reporting-month';
