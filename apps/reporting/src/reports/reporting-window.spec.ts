import { toDay } from '@tiepdan/dated-table';
import { loadReportLaw } from '@tiepdan/report-forms';
import { windowBits } from '../ledger/account';
import { windowBit, windowParts } from './reporting-window';

const law = loadReportLaw('libs/law/data');
const span = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) });
const month = (year: number, number: number) => year * 12 + number;

describe('the parts of a period', () => {
  it.each([
    ['a quarter is three balances', span('2026-03-15', '2026-06-14'), month(2026, 3), month(2026, 5), []],
    ['a year is twelve', span('2025-12-15', '2026-12-14'), month(2026, 0), month(2026, 11), []],
    [
      'a cut end is days',
      span('2026-03-15', '2026-06-20'),
      month(2026, 3),
      month(2026, 5),
      [span('2026-06-15', '2026-06-20')],
    ],
    [
      'a cut start is days',
      span('2026-03-10', '2026-06-14'),
      month(2026, 3),
      month(2026, 5),
      [span('2026-03-10', '2026-03-14')],
    ],
  ])('%s', (_, period, first, last, days) => {
    expect(windowParts(law, period)).toEqual({ months: { first, last }, days });
  });
  it('are days only where no month is whole', () => {
    expect(windowParts(law, span('2026-03-20', '2026-03-25'))).toEqual({
      months: null,
      days: [span('2026-03-20', '2026-03-25')],
    });
    expect(windowParts(law, span('2026-03-20', '2026-04-20'))).toEqual({
      months: null,
      days: [span('2026-03-20', '2026-04-14'), span('2026-04-15', '2026-04-20')],
    });
  });
});

describe('the window in which a matter counts once', () => {
  it.each([
    ['the year', '2025-12-15', '2026-12-14', windowBits.y],
    ['six months', '2025-12-15', '2026-06-14', windowBits.y],
    ['the year so far', '2025-12-15', '2026-11-24', windowBits.y],
    ['the second quarter', '2026-03-15', '2026-06-14', windowBits.q],
    ['the quarter so far', '2026-03-15', '2026-05-01', windowBits.q],
    ['a month', '2026-04-15', '2026-05-14', windowBits.m],
    ['two months of a quarter', '2026-04-15', '2026-06-14', null],
    ['a period beyond the year', '2025-12-15', '2026-12-15', null],
    ['a period that begins within a month', '2026-04-16', '2026-05-14', null],
    ['a calendar month', '2026-04-01', '2026-04-30', null],
  ])('of %s', (_, from, to, bit) => {
    expect(windowBit(law, span(from, to))).toBe(bit);
  });
});
