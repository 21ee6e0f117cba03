import { addDays, toDay } from '@tiepdan/dated-table';
import { loadReportLaw } from './report-law';
import { daysOfReportingMonth, reportingMonth } from './reporting-month';

const law = loadReportLaw('libs/law/data');

describe('the statutory forms', () => {
  it.each([
    ['2021-05-10', 'TT02-2021'],
    ['2024-03-04', 'TT02-2021'],
    ['2024-03-05', 'TT01-2024'],
    ['2025-09-29', 'TT01-2024'],
    ['2025-09-30', 'TT06-2025'],
    ['2026-11-24', 'TT06-2025'],
  ])('of %s are those of %s', (day, ruleSet) => {
    expect(law.ruleSetFor(toDay(day))).toBe(ruleSet);
  });

  it('are refused for a day before the first circular known, and for a code no circular has', () => {
    expect(() => law.ruleSetFor(toDay('2021-05-09'))).toThrow(expect.objectContaining({ code: 'NO_RULE_SET' }));
    expect(() => law.form('02/TCD', 'TT06-2025')).toThrow(expect.objectContaining({ code: 'UNKNOWN_FORM' }));
  });

  it('carry numbered columns with their headings and formulas, without the remarks column', () => {
    const { title, columns } = law.form('01/TCD', 'TT06-2025');
    expect(title).toBe('Kết quả tiếp công dân');
    expect(columns.map(({ number }) => number)).toEqual(Array.from({ length: 22 }, (_, index) => index));
    expect(columns[1]).toEqual({ number: 1, path: ['Tổng số lượt tiếp'], formula: '=5+11+17', evidence: 'CONFIRMED' });
    expect(columns[8]!.path).toEqual(['Tiếp thường xuyên', 'Trong đó đoàn đông người', 'Số đoàn được tiếp']);
  });

  it('are complete: ten, seven and six of them', () => {
    const formsOf = (ruleSet: string) => law.forms.filter((form) => form.ruleSet === ruleSet).length;
    expect(['TT02-2021', 'TT01-2024', 'TT06-2025'].map(formsOf)).toEqual([10, 7, 6]);
  });
});

describe('the reporting month', () => {
  it('runs from the 15th to the 14th, and 15 December opens the reporting year', () => {
    const numberOf = (day: string) => reportingMonth(law, toDay(day));
    expect(numberOf('2025-12-14')).toBe(2025 * 12 + 11);
    expect(numberOf('2025-12-15')).toBe(2026 * 12);
    expect(numberOf('2026-03-14')).toBe(2026 * 12 + 2);
    expect(numberOf('2026-03-15')).toBe(2026 * 12 + 3);
  });

  it('is the calendar month of the day two weeks before, whatever the length of the months', () => {
    for (let day = toDay('2024-01-01'); day < '2028-01-01'; day = addDays(day, 1)) {
      const before = addDays(day, -14);
      expect(reportingMonth(law, day)).toBe(Number(before.slice(0, 4)) * 12 + Number(before.slice(5, 7)));
      const { from, to } = daysOfReportingMonth(law, reportingMonth(law, day));
      expect([from.slice(8), to.slice(8), from <= day && day <= to]).toEqual(['15', '14', true]);
    }
  });
});
