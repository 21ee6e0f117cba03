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
  yearOfNumber,
  type Day,
} from './day';
export { eachKind, kindsCell, type Complexity, type PetitionKind } from './kinds';
export { LawError, type LawErrorCode, type LawErrorDetails } from './law-error';
export { cellMatches, choiceCell, dayCell, listCell, readTable, readTableFile, tableFault, type Row } from './table';
export {
  evidenceOf,
  evidencedBy,
  isInForce,
  validityOf,
  versionsByKey,
  type Evidence,
  type Evidenced,
  type Validity,
} from './validity';
