export {
  isWorkingDay,
  nthWorkingDayAfter,
  restReason,
  workingDayFrom,
  workingDaysBetween,
  type CalendarDay,
  type WorkingCalendar,
} from './calendar';
export { codeInForce, registerSuffix, type CaseState, type CodeEntry, type CodeLists, type Register } from './codes';
export type { ConventionCode, Conventions } from './conventions';
export {
  addDays,
  addMonths,
  compareDays,
  dayInProvince,
  daysBetween,
  displayDay,
  isDay,
  isWeekend,
  toDay,
  type Day,
} from './day';
export { loadLaw, type Law } from './law';
export { LawError, type LawErrorCode, type LawErrorDetails } from './law-error';
export { ruleInForce, type CountUnit, type Rule, type Rules } from './rules';
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
export { evidenceOf, isInForce, validityOf, versionsByKey, type Evidence, type Validity } from './validity';
