import { loadLaw } from './law';
import { useLawCopy } from './testing/law-copy';

const copy = useLawCopy();

describe('the calendar is not loaded', () => {
  it.each([
    [
      'a day that stands twice',
      'calendar.psv',
      '2026-09-02|holiday',
      '2026-09-01|in_lieu',
      /calendar\.psv:\d+: duplicate day 2026-09-01/,
    ],
    [
      'a day of a year not known',
      'calendar.psv',
      '2026-09-02|',
      '2031-09-02|',
      /calendar\.psv:\d+: the year of 2031-09-02/,
    ],
    [
      'a gap between the years',
      'calendar-years.psv',
      '2026|',
      '2028|',
      /calendar-years\.psv:4: the years must follow each other/,
    ],
    [
      'an unknown kind of day',
      'calendar.psv',
      '2026-09-02|holiday',
      '2026-09-02|party',
      /calendar\.psv:\d+: unknown kind "party"/,
    ],
    [
      'a decided holiday that is worked',
      'calendar.psv',
      'Quốc khánh|BLLĐ Đ.112|decided|rest',
      'Quốc khánh|BLLĐ Đ.112|decided|work',
      /calendar\.psv:\d+: a decided holiday/,
    ],
    ['a malformed day', 'calendar.psv', '2026-09-02|', '2026-9-2|', /calendar\.psv:\d+: malformed date/],
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => copy.loadWith(file, found, replacement)).toThrow(message);
  });
});

describe('the calendar version', () => {
  it('changes when a day changes and not when its document does', () => {
    const version = loadLaw(copy.directory).calendar.version;
    expect(copy.loadWith('calendar.psv', '10065/VPCP-KGVX', '10066/VPCP-KGVX').calendar.version).toBe(version);
    expect(copy.loadWith('calendar.psv', '|expected|rest', '|expected|work').calendar.version).not.toBe(version);
  });
});
