export {
  isWorkingDay,
  nthWorkingDayAfter,
  workingDayFrom,
  workingDaysBetween,
  type CalendarDay,
  type WorkingCalendar,
} from './calendar';
export { codeInForce, registerSuffix, type CaseState, type CodeEntry, type CodeLists, type Register } from './codes';
export type { ConventionCode } from './conventions';
export { addDays, addMonths, compareDays, dayInProvince, daysBetween, displayDay, isDay, toDay, type Day } from './day';
export { computeDeadline, daysLeft, dueDay, type Deadline, type DeadlineQuestion } from './deadline';
export type { DeadlineStep } from './deadline-steps';
export type { Form, FormColumn } from './forms';
export { loadLaw, type Law } from './law';
export { LawError, type LawErrorCode, type LawErrorDetails } from './law-error';
export { daysOfReportingMonth, reportingMonth } from './reporting-month';
export type { CountUnit, Rule } from './rules';
export { dayCell, choiceCell, listCell, readTable, readTableFile, tableFault, type Row } from './table';
export {
  timersMetBy,
  timersStartedBy,
  type Complexity,
  type PetitionKind,
  type TimerEnd,
  type TimerQuestion,
  type TimerStart,
} from './timers';
export { isInForce, validityOf, versionsByKey, type Evidence, type Validity } from './validity';
