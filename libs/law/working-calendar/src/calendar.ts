import { createHash } from 'node:crypto';
import {
  dayNumber,
  dayOfNumber,
  displayDay,
  isWeekend,
  toDay,
  yearOfNumber,
  type Day,
  LawError,
  choiceCell,
  dayCell,
  readTableFile,
  tableFault,
  evidenceOf,
  type Evidence,
} from '@tiepdan/dated-table';

export const calendarDayKinds = ['holiday', 'in_lieu', 'swap_off', 'swap_work'] as const;
export type CalendarDayKind = (typeof calendarDayKinds)[number];

/** A day on which the calendar differs from the plain week, or a holiday that falls on a weekend. */
export interface CalendarDay {
  readonly kind: CalendarDayKind;
  readonly name: string;
  /** The document that decided it, or the article it follows from. */
  readonly document: string;
  /** Not decided yet: `works` says how it counts meanwhile. */
  readonly expected: boolean;
  readonly works: boolean;
  readonly evidence: Evidence;
}

/** A year the calendar knows; of an expected one more days may still be decided than stand in the table. */
export interface CalendarYear {
  readonly year: string;
  readonly expected: boolean;
}

/** Which days are worked, for the years that are known and no other. */
export interface WorkingCalendar {
  /** Changes with every change of a day. */
  readonly version: string;
  /** Number of the release of the tables, the higher one the newer; 0 for a calendar that is not of the tables. */
  readonly release: number;
  /** Rises with every change that was kept since the files were first read; 0 for the files alone. */
  readonly sequence: number;
  readonly years: readonly CalendarYear[];
  readonly days: ReadonlyMap<Day, CalendarDay>;
  /** Number of the first day known. */
  readonly firstNumber: number;
  /** Numbers of every working day of the known years, in order. */
  readonly workingNumbers: Int32Array;
  /** For every known day in order, how many working days there are up to and including it. */
  readonly workingThrough: Int32Array;
}

/**
 * @throws Error naming file and line: a day that stands twice, lies outside the known years, or counts
 * against its kind; a gap between the years
 */
export function loadCalendar(directory: string): WorkingCalendar {
  const years = loadYears(directory);
  const days = new Map<Day, CalendarDay>();
  const columns = ['date', 'kind', 'name', 'document', 'status', 'counts_as', 'evidence'] as const;
  for (const row of readTableFile(directory, 'calendar.psv', columns)) {
    const on = dayCell(row, 'date');
    const kind = choiceCell(row, 'kind', calendarDayKinds);
    const works = choiceCell(row, 'counts_as', ['rest', 'work']) === 'work';
    const expected = choiceCell(row, 'status', ['decided', 'expected']) === 'expected';
    if (days.has(on)) throw tableFault(row, `duplicate day ${on}`);
    if (!years.some(({ year }) => year === on.slice(0, 4)))
      throw tableFault(row, `the year of ${on} is not listed as known`);
    if (!expected && works !== (kind === 'swap_work'))
      throw tableFault(row, `a decided ${kind} cannot count as ${row.counts_as}`);
    days.set(on, { kind, name: row.name, document: row.document, expected, works, evidence: evidenceOf(row) });
  }
  const [release] = readTableFile(directory, 'calendar-release.psv', ['release', 'note']);
  if (!/^[1-9]\d{0,8}$/.test(release?.release ?? ''))
    throw tableFault(release ?? { at: 'calendar-release.psv:2' }, 'the number of the release is missing');
  return calendarOf(years, days, { release: Number(release!.release) });
}

function loadYears(directory: string): readonly CalendarYear[] {
  const rows = readTableFile(directory, 'calendar-years.psv', ['year', 'status', 'note']);
  return rows.map((row, index) => {
    if (Number(row.year) !== Number(rows[0]!.year) + index) throw tableFault(row, 'the years must follow each other');
    return { year: row.year, expected: choiceCell(row, 'status', ['decided', 'expected']) === 'expected' };
  });
}

/** The calendar of these years in which these days, and no others, differ from the plain week. */
export function calendarOf(
  years: readonly CalendarYear[],
  days: ReadonlyMap<Day, CalendarDay>,
  { release = 0, sequence = 0 }: { readonly release?: number; readonly sequence?: number } = {},
): WorkingCalendar {
  const firstNumber = dayNumber(toDay(`${years[0]!.year}-01-01`));
  const known = dayNumber(toDay(`${years.at(-1)!.year}-12-31`)) - firstNumber + 1;
  const workingThrough = new Int32Array(known);
  const workingNumbers = new Int32Array(known);
  let count = 0;
  for (let index = 0; index < known; index += 1) {
    const day = dayOfNumber(firstNumber + index);
    if (days.get(day)?.works ?? !isWeekend(day)) workingNumbers[count++] = firstNumber + index;
    workingThrough[index] = count;
  }
  const version = versionOf(years, days);
  return {
    version,
    release,
    sequence,
    years,
    days,
    firstNumber,
    workingNumbers: workingNumbers.slice(0, count),
    workingThrough,
  };
}

/** Tells two calendars apart exactly when a day counts differently in them, or is decided in one and expected in the other. */
function versionOf(years: readonly CalendarYear[], days: ReadonlyMap<Day, CalendarDay>): string {
  const ofYears = years.map(({ year, expected }) => `${year},${expected}`);
  const ofDays = [...days].map(([day, { kind, expected, works }]) => `${day},${kind},${expected},${works}`);
  return createHash('sha256')
    .update([...ofYears, ...ofDays].sort().join('\n'))
    .digest('hex')
    .slice(0, 12);
}

/** True for a day of the years the calendar knows. */
export const isKnownDay = ({ firstNumber, workingThrough }: WorkingCalendar, day: Day): boolean => {
  const index = dayNumber(day) - firstNumber;
  return index >= 0 && index < workingThrough.length;
};

/** Worked Saturdays work and swapped days rest for every purpose. @throws LawError CALENDAR_UNKNOWN */
export const isWorkingDay = (calendar: WorkingCalendar, day: Day): boolean => isWorkingNumber(calendar, dayNumber(day));

/** The same for a day by its number. @throws LawError CALENDAR_UNKNOWN */
export const isWorkingNumber = (calendar: WorkingCalendar, number: number): boolean =>
  calendar.workingNumbers[workingThrough(calendar, number) - 1] === number;

/** Number of the n-th working day after a day; of the n-th before it for a negative n. @throws LawError CALENDAR_UNKNOWN */
export function nthWorkingNumber(calendar: WorkingCalendar, from: number, n: number): number {
  const through = n < 0 ? workingThrough(calendar, from - 1) + 1 : workingThrough(calendar, from);
  const found = calendar.workingNumbers[through + n - 1];
  if (found !== undefined) return found;
  const { years } = calendar;
  return refuseYear(String(n < 0 ? Number(years[0]!.year) - 1 : Number(years.at(-1)!.year) + 1));
}

/** Number of a day itself when it is worked, else of the next one that is. @throws LawError CALENDAR_UNKNOWN */
export const workingNumberFrom = (calendar: WorkingCalendar, number: number): number =>
  isWorkingNumber(calendar, number) ? number : nthWorkingNumber(calendar, number, 1);

/** Working days after `from` up to and including `to`; negative when `to` comes first. @throws LawError CALENDAR_UNKNOWN */
export const workingDaysBetween = (calendar: WorkingCalendar, from: Day, to: Day): number =>
  workingThrough(calendar, dayNumber(to)) - workingThrough(calendar, dayNumber(from));

/** How many working days there are from the first known day through this one. @throws LawError CALENDAR_UNKNOWN */
export const workingThrough = (calendar: WorkingCalendar, number: number): number =>
  calendar.workingThrough[number - calendar.firstNumber] ?? refuseYear(String(yearOfNumber(number)));

function refuseYear(year: string): never {
  throw new LawError({
    code: 'CALENDAR_UNKNOWN',
    message: `Chưa có lịch ngày làm việc của năm ${year}.`,
    messageEn: `The working-day calendar of ${year} is not known.`,
  });
}

/** Why nobody works on a rest day, in Vietnamese. */
export function restReason(calendar: WorkingCalendar, day: Day): string {
  const listed = calendar.days.get(day);
  if (listed === undefined) return 'Nghỉ cuối tuần';
  return `${listed.name} ${displayDay(day)} (${listed.document}${listed.expected ? '; dự kiến' : ''})`;
}
