import { loadLaw } from '@tiepdan/law';
import { toDay, type Day } from '@tiepdan/dated-table';
import { loadReportLaw, reportingMonth } from '@tiepdan/report-forms';
import { windowBits, type Mode } from './account';
import { heardBook, strongestHearing, type HearingDay, type HeardRules } from './heard-book';

const law = { ...loadLaw('libs/law/data'), ...loadReportLaw('libs/law/data') };
const rules: HeardRules = {
  heardPrecedence: ['HEAD', 'AUTHORISED', 'REGULAR'],
  monthOf: (day) => reportingMonth(law, day),
};
const { y, q, m } = windowBits;
const heard = (day: string, mode: Mode): HearingDay => ({ day: toDay(day), mode });
const book = (...hearings: HearingDay[]) =>
  heardBook(rules, hearings).map(({ day, mode, windows, amount }) => [day, mode, windows, amount]);

describe('the book of a matter', () => {
  it('enters it once in the year, the quarter and the month of its first hearing', () => {
    expect(book(heard('2026-02-03', 'REGULAR'), heard('2026-02-10', 'REGULAR'))).toEqual([
      ['2026-02-03', 'REGULAR', y + q + m, 1],
    ]);
  });

  it('enters it again only in the windows in which it is new', () => {
    expect(
      book(heard('2026-02-03', 'REGULAR'), heard('2026-02-20', 'REGULAR'), heard('2026-04-01', 'REGULAR')),
    ).toEqual([
      ['2026-02-03', 'REGULAR', y + q + m, 1],
      ['2026-02-20', 'REGULAR', m, 1],
      ['2026-04-01', 'REGULAR', q + m, 1],
    ]);
  });

  it('counts it once, under the head, when it was first heard in regular reception', () => {
    expect(book(heard('2026-02-03', 'REGULAR'), heard('2026-02-10', 'HEAD'), heard('2026-02-12', 'REGULAR'))).toEqual([
      ['2026-02-03', 'REGULAR', y + q + m, 1],
      ['2026-02-10', 'REGULAR', y + q + m, -1],
      ['2026-02-10', 'HEAD', y + q + m, 1],
    ]);
  });

  it('moves it to the head in those windows only that are still the same', () => {
    expect(book(heard('2026-02-03', 'REGULAR'), heard('2026-02-20', 'HEAD'))).toEqual([
      ['2026-02-03', 'REGULAR', y + q + m, 1],
      ['2026-02-20', 'REGULAR', y + q, -1],
      ['2026-02-20', 'HEAD', y + q + m, 1],
    ]);
  });

  it('begins a new year on 15 December', () => {
    expect(book(heard('2026-12-14', 'HEAD'), heard('2026-12-15', 'REGULAR'))).toEqual([
      ['2026-12-14', 'HEAD', y + q + m, 1],
      ['2026-12-15', 'REGULAR', y + q + m, 1],
    ]);
  });
});

/** Reproducible random numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('any window', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  const windows: [string, number, Day, Day][] = [
    ['a year', y, toDay('2025-12-15'), toDay('2026-12-14')],
    ['six months', y, toDay('2025-12-15'), toDay('2026-06-14')],
    ['a year so far', y, toDay('2025-12-15'), toDay('2026-08-23')],
    ['a quarter', q, toDay('2026-03-15'), toDay('2026-06-14')],
    ['a quarter so far', q, toDay('2026-03-15'), toDay('2026-05-02')],
    ['a month', m, toDay('2026-05-15'), toDay('2026-06-14')],
  ];
  const random = randomFrom(seed);
  const dayBetween = (): Day =>
    toDay(new Date(Date.parse('2025-11-01') + Math.floor(random() * 400) * 86_400_000).toISOString().slice(0, 10));
  const matters = Array.from({ length: 400 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      heard(dayBetween(), rules.heardPrecedence[Math.floor(random() * 3)]!),
    ),
  );

  it.each(windows)(`counts each matter once, under its strongest mode there: %s (seed ${seed})`, (_, bit, from, to) => {
    const isWithin = ({ day }: { day: Day }) => from <= day && day <= to;
    const told = new Map<Mode, number>();
    const counted = new Map<Mode, number>();
    for (const hearings of matters) {
      const strongest = strongestHearing(rules, hearings.filter(isWithin));
      if (strongest) counted.set(strongest.mode, (counted.get(strongest.mode) ?? 0) + 1);
      for (const line of heardBook(rules, hearings).filter(isWithin))
        if (line.windows & bit) told.set(line.mode, (told.get(line.mode) ?? 0) + line.amount);
    }
    expect(told).toEqual(counted);
  });

  it(`does not depend on the order of hearings (seed ${seed})`, () => {
    for (const hearings of matters)
      expect(
        heardBook(
          rules,
          hearings.toSorted(() => random() - 0.5),
        ),
      ).toEqual(heardBook(rules, hearings));
  });
});
