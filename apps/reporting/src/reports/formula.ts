/** What a printed formula says of its column: that it equals a sum of others, or keeps a bound. */
export interface Clause {
  readonly relation: '=' | '≤' | '≥';
  /** Columns of the same form that are added up. */
  readonly columns: readonly number[];
  /** As printed, with its own column in front: `1 = 5+11+17`. */
  readonly text: string;
}

const CLAUSE = /([=≤≥])\s*([^=≤≥]+)/g;
const SUM = /^\d+(\+\d+)*$/;

/**
 * Reads a formula as printed: `=7+8=9+10+11`, `=4+23; ≤ 2`. What refers to another form, such as `= 02/XLD.6`, is left
 * out: one form cannot check it.
 * @throws Error for what is no formula
 */
export function readFormula(column: number, formula: string): Clause[] {
  return formula.split(';').flatMap((part) => {
    const found = [...part.matchAll(CLAUSE)];
    if (found.length === 0) throw new Error(`column ${column}: "${part}" is no formula`);
    return found.flatMap(([, relation, right]): Clause[] => {
      const sum = right!.trim();
      if (sum.includes('/')) return [];
      if (!SUM.test(sum)) throw new Error(`column ${column}: "${sum}" is no sum of columns`);
      const columns = sum.split('+').map(Number);
      return [{ relation: relation as Clause['relation'], columns, text: `${column} ${relation} ${sum}` }];
    });
  });
}

/** Whether a row keeps a clause; null when a figure it needs is not known. */
export function keepsClause(
  column: number,
  clause: Clause,
  valueOf: (column: number) => number | null,
): boolean | null {
  const left = valueOf(column);
  const right = sumOf(clause.columns, valueOf);
  if (left === null || right === null) return null;
  if (clause.relation === '=') return left === right;
  return clause.relation === '≤' ? left <= right : left >= right;
}

/** Null when any of the columns is not known. */
export function sumOf(columns: readonly number[], valueOf: (column: number) => number | null): number | null {
  let sum = 0;
  for (const column of columns) {
    const value = valueOf(column);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
