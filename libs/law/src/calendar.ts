import { createHash } from 'node:crypto';
import { addDays, displayDay, isWeekend, toDay, type Day } from './day';
import { LawError } from './law-error';
import { choiceCell, dayCell, readTableFile, tableFault } from './table';
import { evidenceOf, type Evidence } from './validity';

const kinds = ['holiday', 'in_lieu', 'swap_off', 'swap_work'] as const;

/** A day on which the calendar differs from the plain week, or a holiday that falls on a weekend. */
export interface CalendarDay {
  readonly kind: (typeof kinds)[number];
  readonly name: string;
  readonly document: string;
  /** Not decided yet: `works` says how it counts meanwhile. */
  readonly expected: boolean;
  readonly works: boolean;
  readonly evidence: Evidence;
}

/** Which days are worked, for the years that are known and no other. */
export interface WorkingCalendar {
  /** Changes with every change of a day. */
  readonly version: string;
  readonly days: ReadonlyMap<Day, CalendarDay>;
  /** Every working day of the known years, in order. */
  readonly workingDays: readonly Day[];
  /** For every day of the known years, how many working days there are up to and including it. */
  readonly workingDaysThrough: ReadonlyMap<Day, number>;
}

/**
 * @throws Error naming file and line: a day that stands twice, lies outside the known years, or counts
 * against its kind; a gap between the years
 */
export function loadCalendar(directory: string): WorkingCalendar {
  const years = loadYears(directory);
  const days = new Map<Day, CalendarDay>();
  const rows = readTableFile(directory, 'calendar.psv', [
    'date',
    'kind',
    'name',
    'document',
    'status',
    'counts_as',
    'evidence',
  ]);
  for (const row of rows) {
    const on = dayCell(row, 'date');
    const kind = choiceCell(row, 'kind', kinds);
    const works = choiceCell(row, 'counts_as', ['rest', 'work']) === 'work';
    const expected = choiceCell(row, 'status', ['decided', 'expected']) === 'expected';
    if (days.has(on)) throw tableFault(row, `duplicate day ${on}`);
    if (!years.includes(on.slice(0, 4))) throw tableFault(row, `the year of ${on} is not listed as known`);
    if (!expected && works !== (kind === 'swap_work'))
      throw tableFault(row, `a decided ${kind} cannot count as ${row.counts_as}`);
    days.set(on, { kind, name: row.name, document: row.document, expected, works, evidence: evidenceOf(row) });
  }
  const content = [...years, ...rows.map((row) => [row.date, row.kind, row.status, row.counts_as].join())]
    .sort()
    .join('\n');
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { version, days, ...countWorkingDays(years, days) };
}

function loadYears(directory: string): readonly string[] {
  const rows = readTableFile(directory, 'calendar-years.psv', ['year', 'note']);
  rows.forEach((row, index) => {
    if (Number(row.year) !== Number(rows[0]!.year) + index) throw tableFault(row, 'the years must follow each other');
  });
  return rows.map(({ year }) => year);
}

function countWorkingDays(
  years: readonly string[],
  days: ReadonlyMap<Day, CalendarDay>,
): Pick<WorkingCalendar, 'workingDays' | 'workingDaysThrough'> {
  const workingDays: Day[] = [];
  const workingDaysThrough = new Map<Day, number>();
  const last = toDay(`${years.at(-1)}-12-31`);
  for (let day = toDay(`${years[0]}-01-01`); day <= last; day = addDays(day, 1)) {
    if (days.get(day)?.works ?? !isWeekend(day)) workingDays.push(day);
    workingDaysThrough.set(day, workingDays.length);
  }
  return { workingDays, workingDaysThrough };
}

/** Worked Saturdays work and swapped days rest for every purpose. @throws LawError CALENDAR_UNKNOWN */
export const isWorkingDay = (calendar: WorkingCalendar, day: Day): boolean =>
  calendar.workingDays[workingDaysThrough(calendar, day) - 1] === day;

/** The day itself when it is worked, else the next one that is. @throws LawError CALENDAR_UNKNOWN */
export const workingDayFrom = (calendar: WorkingCalendar, day: Day): Day =>
  isWorkingDay(calendar, day) ? day : nthWorkingDayAfter(calendar, day, 1);

/** @throws LawError CALENDAR_UNKNOWN */
export const nthWorkingDayAfter = (calendar: WorkingCalendar, day: Day, nth: number): Day =>
  calendar.workingDays[workingDaysThrough(calendar, day) + nth - 1] ?? refuseYear(String(Number(day.slice(0, 4)) + 1));

/** Working days after `from` up to and including `to`; negative when `to` comes first. @throws LawError CALENDAR_UNKNOWN */
export const workingDaysBetween = (calendar: WorkingCalendar, from: Day, to: Day): number =>
  workingDaysThrough(calendar, to) - workingDaysThrough(calendar, from);

const workingDaysThrough = (calendar: WorkingCalendar, day: Day): number =>
  calendar.workingDaysThrough.get(day) ?? refuseYear(day.slice(0, 4));

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
