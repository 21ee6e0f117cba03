export {
  calendarDayKinds,
  calendarOf,
  isExpectedDay,
  isKnownDay,
  isWorkingDay,
  isWorkingNumber,
  nthWorkingNumber,
  restReason,
  workingDaysBetween,
  workingNumberFrom,
  workingThrough,
  type CalendarDay,
  type CalendarDayKind,
  type CalendarYear,
  type WorkingCalendar,
} from './calendar';
export {
  pauseRuleFor,
  transitionsCrossed,
  type ClockChanges,
  type ExtensionRule,
  type PauseGround,
  type PauseRule,
  type Transition,
} from './clock-changes';
export { codeInForce, type CodeEntry } from './code-list';
export { registerSuffix, type CodeLists } from './codes';
export { complexityOf } from './complexity';
export type { ConventionCode, Conventions } from './conventions';
export {
  addDays,
  addMonths,
  compareDays,
  dayInProvince,
  dayNumber,
  dayOfNumber,
  daysBetween,
  displayDay,
  isDay,
  isWeekend,
  toDay,
  type Day,
} from './day';
export type { Complexity, PetitionKind } from './kinds';
export { loadLaw, type Law } from './law';
export { LawError, type LawErrorCode, type LawErrorDetails } from './law-error';
export { otherRules } from './other-rules';
export { ruleInForce, ruleVersionsAround, type CountUnit, type Rule, type Rules, type RuleVersions } from './rules';
export { dayCell, choiceCell, listCell, readTable, readTableFile, tableFault, type Row } from './table';
export { timersMetBy, timersStartedBy, type TimerEnd, type TimerQuestion, type TimerStart } from './timers';
export {
  evidencedBy,
  evidenceOf,
  isInForce,
  validityOf,
  versionsByKey,
  type Evidence,
  type Evidenced,
  type Validity,
} from './validity';
