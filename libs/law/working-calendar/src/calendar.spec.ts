import { addDays, dayNumber, dayOfNumber, toDay, type Day } from '@tiepdan/dated-table';
import {
  calendarOf,
  isKnownDay,
  isWorkingDay,
  nthWorkingNumber,
  restReason,
  workingDaysBetween,
  workingNumberFrom,
  type CalendarDay,
  type WorkingCalendar,
} from './calendar';

const decided: CalendarDay = {
  kind: 'holiday',
  name: 'Quốc khánh',
  document: 'BLLĐ Đ.112',
  expected: false,
  works: false,
  evidence: 'CONFIRMED',
};
const years = [
  { year: '2026', expected: false },
  { year: '2027', expected: true },
];
const with2026 = (days: Readonly<Record<string, Partial<CalendarDay>>>): WorkingCalendar =>
  calendarOf(years, new Map(Object.entries(days).map(([day, given]) => [toDay(day), { ...decided, ...given }])));

const holidays = {
  // Wednesday; the Monday before it is exchanged for the Saturday before that.
  '2026-09-02': {},
  '2026-08-31': { kind: 'swap_off' },
  '2026-08-29': { kind: 'swap_work', works: true },
} as const;
const calendar = with2026(holidays);
const nth = (from: string, n: number, of = calendar): Day =>
  dayOfNumber(nthWorkingNumber(of, dayNumber(toDay(from)), n));
const between = (from: string, to: string): number => workingDaysBetween(calendar, toDay(from), toDay(to));

const refusedFor = (year: string): Error =>
  expect.objectContaining({
    details: expect.objectContaining({
      code: 'CALENDAR_UNKNOWN',
      message: `Chưa có lịch ngày làm việc của năm ${year}.`,
    }),
  });

const firstDay = toDay('2026-01-01');
const lastDay = toDay('2027-12-31');

describe('a day of the calendar', () => {
  it.each([
    ['2026-08-28', true, 'a Friday'],
    ['2026-08-29', true, 'a Saturday worked for another day'],
    ['2026-08-30', false, 'a Sunday'],
    ['2026-08-31', false, 'a Monday given for a Saturday'],
    ['2026-09-02', false, 'a holiday'],
    ['2026-01-01', true, 'the first day known'],
    ['2027-12-31', true, 'the last day known'],
  ])('%s is worked or not: %s, %s', (day, works) => {
    expect(isWorkingDay(calendar, toDay(day))).toBe(works);
  });

  it('is known from the first day of the first year to the last of the last', () => {
    const known = [addDays(firstDay, -1), firstDay, lastDay, addDays(lastDay, 1)].map((day) =>
      isKnownDay(calendar, day),
    );
    expect(known).toEqual([false, true, true, false]);
  });

  it('is the next one worked unless it is worked itself', () => {
    const from = (day: string) => dayOfNumber(workingNumberFrom(calendar, dayNumber(toDay(day))));
    expect([from('2026-08-28'), from('2026-08-30')]).toEqual(['2026-08-28', '2026-09-01']);
  });

  it('says why nobody works, and when that is only expected', () => {
    const expected = with2026({ '2026-09-02': { expected: true } });
    expect(restReason(calendar, toDay('2026-08-30'))).toBe('Nghỉ cuối tuần');
    expect(restReason(calendar, toDay('2026-09-02'))).toBe('Quốc khánh 02/09/2026 (BLLĐ Đ.112)');
    expect(restReason(expected, toDay('2026-09-02'))).toBe('Quốc khánh 02/09/2026 (BLLĐ Đ.112; dự kiến)');
  });
});

describe('the n-th working day', () => {
  it.each([
    ['2026-08-28', 1, '2026-08-29'],
    ['2026-08-28', 2, '2026-09-01'],
    ['2026-08-28', 3, '2026-09-03'],
    ['2026-08-30', 1, '2026-09-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', 1, '2026-01-02'],
    ['2027-12-30', 1, '2027-12-31'],
  ])('after %s, n = %i, is %s', (from, n, day) => {
    expect(nth(from, n)).toBe(day);
  });

  it.each([
    ['2026-09-03', -1, '2026-09-01'],
    ['2026-09-03', -2, '2026-08-29'],
    ['2026-09-02', -1, '2026-09-01'],
    ['2026-08-30', -1, '2026-08-29'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-01-02', -1, '2026-01-01'],
    ['2027-12-31', -1, '2027-12-30'],
  ])('before %s, n = %i, is %s', (from, n, day) => {
    expect(nth(from, n)).toBe(day);
  });

  it('agrees with a walk from day to day, forward and back', () => {
    const walk = (from: Day, n: number): Day => {
      let day = from;
      for (let left = Math.abs(n); left > 0; left -= isWorkingDay(calendar, day) ? 1 : 0)
        day = addDays(day, Math.sign(n));
      return day;
    };
    for (let day = toDay('2026-06-01'); day < '2026-10-01'; day = addDays(day, 1))
      for (const n of [-30, -7, -1, 1, 7, 30]) expect([day, n, nth(day, n)]).toEqual([day, n, walk(day, n)]);
  });

  it.each([
    ['after the last day', lastDay, 1, '2028'],
    ['beyond the last day', '2027-12-30', 2, '2028'],
    ['before the second day, twice', '2026-01-02', -2, '2025'],
    ['from a day after the years', '2028-01-03', 1, '2028'],
    ['from a day before the years', '2025-12-30', 1, '2025'],
  ])('is refused with the year that is missing: %s', (_, from, n, year) => {
    expect(() => nth(from, n)).toThrow(refusedFor(year));
  });
});

describe('working days between', () => {
  it('count the last day and not the first', () => {
    expect(between('2026-08-28', '2026-08-28')).toBe(0);
    expect(between('2026-08-28', '2026-08-29')).toBe(1);
    expect(between('2026-08-28', '2026-09-03')).toBe(3);
    expect(between('2026-08-31', '2026-09-02')).toBe(1);
  });

  it('are fewer than none when the days are turned round', () => {
    expect(between('2026-09-03', '2026-08-28')).toBe(-3);
  });

  it('reach from the first known day to the last', () => {
    const weekdays = 522;
    // Two of the three listed days rest on weekdays and one Saturday is worked; the first day is not counted.
    expect(between(firstDay, lastDay)).toBe(weekdays - 2 + 1 - 1);
  });

  it.each([
    ['2025-12-31', '2026-01-05', '2025'],
    ['2027-12-01', '2028-01-01', '2028'],
  ])('are refused with the year that is missing: from %s to %s', (from, to, year) => {
    expect(() => between(from, to)).toThrow(refusedFor(year));
  });
});

describe('the version of a calendar', () => {
  const { version } = calendar;

  it.each([
    ['a day more', { ...holidays, '2026-04-30': {} }],
    ['a day less', { '2026-09-02': {} }],
    ['a day that counts otherwise', { ...holidays, '2026-09-02': { works: true } }],
    ['a day of another kind', { ...holidays, '2026-09-02': { kind: 'in_lieu' } }],
    ['a day that is only expected', { ...holidays, '2026-09-02': { expected: true } }],
  ] as const)('changes with %s', (_, days) => {
    expect(with2026(days).version).not.toBe(version);
  });

  it('changes with a year, and when a year is decided', () => {
    const days = calendar.days;
    const versions = [
      calendarOf([years[0]!], days).version,
      calendarOf([years[0]!, { year: '2027', expected: false }], days).version,
    ];
    expect(new Set([version, ...versions]).size).toBe(3);
  });

  it.each([
    ['the document', { document: 'TB 1' }],
    ['the name', { name: 'Lễ Quốc khánh' }],
    ['the evidence', { evidence: 'ASSUMED' }],
  ] as const)('stays with %s', (_, change) => {
    expect(with2026({ ...holidays, '2026-09-02': change }).version).toBe(version);
  });

  it('stays with the order of the days, with a release and a sequence, which are 0 unless told', () => {
    const turned = calendarOf(years, new Map([...calendar.days].reverse()), { release: 3, sequence: 7 });
    expect(turned).toMatchObject({ version, release: 3, sequence: 7 });
    expect(calendar).toMatchObject({ release: 0, sequence: 0 });
  });
});
