import { choiceCell, readTableFile, tableFault, type Evidence } from '@tiepdan/dated-table';
import type { Form, ReportLaw } from '@tiepdan/report-forms';
import { families, groups, modes, type Account, type Chart } from '../ledger/account';
import { readFormula, type Clause } from './formula';

/** A column of a form with what it is made of: accounts, or other columns. */
export interface FormCell {
  readonly column: number;
  readonly path: readonly string[];
  readonly formula: string | null;
  readonly clauses: readonly Clause[];
  readonly unit: string;
  readonly evidence: Evidence;
  /** Columns it is the printed sum of; null for one made of accounts. */
  readonly addends: readonly number[] | null;
  /** Empty for a printed sum. */
  readonly accounts: readonly Account[];
  /** `flow` adds up; `distinct` counts a matter once in a window. */
  readonly bound: 'flow' | 'distinct';
  /** Turns what the books count in into the form's unit. */
  readonly weight: number;
  /** False as long as nobody tells the facts it counts: its value is then unknown, not 0. */
  readonly isFed: boolean;
}

/** A form that the books can fill. */
export interface FilledForm {
  readonly form: Form;
  readonly cells: readonly FormCell[];
}

const columns = [
  'rule_set',
  'form',
  'column',
  'family',
  'mode',
  'group',
  'bound',
  'weight',
  'unit',
  'evidence',
] as const;

/** @throws Error naming file and line: an unknown form or column, a column made of nothing or of two things */
export function loadFormCells(directory: string, law: ReportLaw, chart: Chart): FilledForm[] {
  const rows = readTableFile(directory, 'form-cells.psv', columns);
  const byForm = Map.groupBy(rows, ({ rule_set, form }) => `${rule_set} ${form}`);
  return [...byForm.values()].map((ofForm) => {
    const form = law.form(ofForm[0]!.form, ofForm[0]!.rule_set);
    const cells = new Map(ofForm.map((row) => [Number(row.column), accountCell(row, form, chart)]));
    if (cells.size < ofForm.length) throw tableFault(ofForm[0]!, `a column of ${form.code} stands twice`);
    for (const { number, formula } of form.columns)
      if (number > 0 && !cells.has(number)) cells.set(number, sumCell(form, number, formula ?? '', cells));
    return { form, cells: [...cells.values()].sort((one, other) => one.column - other.column) };
  });
}

type CellRow = ReturnType<typeof readTableFile<(typeof columns)[number]>>[number];

function accountCell(row: CellRow, form: Form, chart: Chart): FormCell {
  const printed = form.columns.find(({ number }) => number === Number(row.column));
  if (!printed) throw tableFault(row, `form ${form.code} has no column ${row.column}`);
  const family = choiceCell(row, 'family', families);
  const mode = row.mode === '*' ? null : choiceCell(row, 'mode', modes);
  const group = row.group === '*' ? null : choiceCell(row, 'group', groups);
  const accounts = chart.accounts.filter(
    (account) =>
      account.family === family &&
      (mode ?? account.mode) === account.mode &&
      (group ?? account.group) === account.group,
  );
  if (accounts.length === 0) throw tableFault(row, 'no account fits');
  const bound = choiceCell(row, 'bound', ['flow', 'distinct']);
  if (accounts.some(({ windows }) => (windows === null) === (bound === 'distinct')))
    throw tableFault(row, `accounts of ${family} are not ${bound}`);
  const weight = Number(row.weight);
  if (!(weight > 0)) throw tableFault(row, `"${row.weight}" is no weight`);
  return {
    column: printed.number,
    path: printed.path,
    formula: printed.formula,
    clauses: printed.formula === null ? [] : readFormula(printed.number, printed.formula),
    unit: row.unit,
    evidence: row.evidence.split(',').every((tag) => tag.startsWith('S')) ? printed.evidence : 'ASSUMED',
    addends: null,
    accounts,
    bound,
    weight,
    isFed: accounts.every(({ source }) => source !== null),
  };
}

/** A column the form itself prints as the sum of others. */
function sumCell(form: Form, column: number, formula: string, cells: ReadonlyMap<number, FormCell>): FormCell {
  const printed = form.columns.find(({ number }) => number === column)!;
  const clauses = formula === '' ? [] : readFormula(column, formula);
  const addends = clauses.find(({ relation }) => relation === '=')?.columns ?? [];
  const parts = addends.map((addend) => cells.get(addend));
  const [first] = parts;
  if (!first || parts.includes(undefined))
    throw new Error(`form-cells.psv: column ${column} of ${form.code} is made of nothing`);
  const known = parts as FormCell[];
  if (known.some(({ bound, unit }) => bound !== first.bound || unit !== first.unit))
    throw new Error(`form-cells.psv: column ${column} of ${form.code} adds up unlike figures`);
  return {
    ...first,
    column,
    path: printed.path,
    formula,
    clauses,
    evidence: known.some(({ evidence }) => evidence === 'ASSUMED') ? 'ASSUMED' : printed.evidence,
    addends,
    accounts: [],
    isFed: known.every(({ isFed }) => isFed),
  };
}

/** The columns made of accounts that a column comes down to: itself, or what it is the sum of. */
export const partsOf = (cells: readonly FormCell[], cell: FormCell): readonly FormCell[] =>
  cell.addends === null ? [cell] : cells.filter(({ column }) => cell.addends!.includes(column));
