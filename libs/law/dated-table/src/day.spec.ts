import {
  addDays,
  addMonths,
  compareDays,
  dayInProvince,
  daysBetween,
  displayDay,
  isDay,
  isWeekend,
  toDay,
} from './day';

describe('a day in the province', () => {
  it('begins seven hours before it begins in UTC', () => {
    expect(dayInProvince(new Date('2026-06-30T16:59:59.999Z'))).toBe('2026-06-30');
    expect(dayInProvince(new Date('2026-06-30T17:00:00.000Z'))).toBe('2026-07-01');
  });

  it('is the day the time zone database gives for Asia/Ho_Chi_Minh', () => {
    const inZone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
    for (let hour = 0; hour < 24 * 366 * 60; hour += 1237) {
      const instant = new Date(Date.UTC(1975, 6, 1, hour));
      expect(dayInProvince(instant)).toBe(inZone.format(instant));
    }
  });

  it.each(['2025-02-29', '2026-13-01', '2026-04-31', '2026-7-1', '01/07/2026', '', '2026-07-01T00:00:00Z'])(
    'is not accepted as "%s"',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => toDay(text)).toThrow(expect.objectContaining({ code: 'MALFORMED_DAY' }));
    },
  );

  it('moves over month, year and leap day ends', () => {
    expect(addDays(toDay('2023-12-31'), 60)).toBe('2024-02-29');
    expect(addDays(toDay('2024-03-01'), -1)).toBe('2024-02-29');
    expect(daysBetween(toDay('2024-02-28'), toDay('2024-03-01'))).toBe(2);
  });

  it('moves by months to the same day number, else to the last of the month', () => {
    expect(addMonths(toDay('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(toDay('2024-02-29'), 12)).toBe('2025-02-28');
    expect(addMonths(toDay('2026-11-15'), 3)).toBe('2027-02-15');
  });

  it('sorts, is written as people of the province write it, and knows Saturday and Sunday', () => {
    expect(['2026-07-02', '2026-06-30', '2026-07-01'].map(toDay).sort(compareDays)).toEqual([
      '2026-06-30',
      '2026-07-01',
      '2026-07-02',
    ]);
    expect(displayDay(toDay('2026-07-01'))).toBe('01/07/2026');
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(toDay).map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
