import { readFormula, keepsClause } from './formula';

describe('a printed formula', () => {
  it('may be a chain of sums and a bound', () => {
    expect(readFormula(6, '=7+8=9+10+11').map(({ text }) => text)).toEqual(['6 = 7+8', '6 = 9+10+11']);
    expect(readFormula(3, '=4+23; ≤ 2')).toMatchObject([
      { relation: '=', columns: [4, 23], text: '3 = 4+23' },
      { relation: '≤', columns: [2], text: '3 ≤ 2' },
    ]);
  });
  it('is left out where it refers to another form, and is a fault where it cannot be read', () => {
    expect(readFormula(1, '= 02/XLD.6')).toEqual([]);
    expect(() => readFormula(1, 'see note')).toThrow('column 1');
    expect(() => readFormula(1, '=a+b')).toThrow('column 1');
  });
  it('is kept, broken, or cannot be told', () => {
    const values = new Map<number, number | null>([
      [1, 5],
      [2, 3],
      [3, null],
    ]);
    const kept = (formula: string) =>
      keepsClause(1, readFormula(1, formula)[0]!, (column) => values.get(column) ?? null);
    expect([kept('=2+2'), kept('=2'), kept('≥ 2'), kept('≤ 2'), kept('=2+3')]).toEqual([
      false,
      false,
      true,
      false,
      null,
    ]);
  });
});
