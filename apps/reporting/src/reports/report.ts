import { createHash } from 'node:crypto';
import type { Day, Evidence } from '@tiepdan/dated-table';
import type { FilledForm, FormCell } from './form-cells';
import { keepsClause, sumOf } from './formula';

export interface ReportColumn {
  readonly number: string;
  readonly path: readonly string[];
  readonly unit: string | null;
  readonly formula: string | null;
  readonly evidence: Evidence;
}
export interface ReportCell {
  readonly column: string;
  readonly value: number | null;
}
export interface ReportRow {
  readonly agency: { readonly id: string } | null;
  readonly label: string;
  readonly cells: readonly ReportCell[];
}
export interface ReportCheck {
  readonly formula: string;
  readonly holds: boolean;
  readonly detail: string | null;
}
export interface Report {
  readonly form: string;
  readonly ruleSet: string;
  readonly title: string;
  readonly from: Day;
  readonly to: Day;
  readonly knownAt: Date;
  readonly appliedThrough: Date;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly checks: readonly ReportCheck[];
  readonly hash: string;
}

/** Sums of accounts of one agency, and matters counted one by one where the period is no statutory window. */
export interface AgencyFigures {
  readonly agency: { readonly id: string; readonly name: string | null };
  /** By account. */
  readonly sums: ReadonlyMap<number, number>;
  /** By mode; null where the accounts of a window count. */
  readonly matters: ReadonlyMap<string, number> | null;
}

export const TOTAL_LABEL = 'TỔNG CỘNG';
const UNNAMED_LABEL = 'Đơn vị chưa rõ tên';
const vietnamese = new Intl.Collator('vi');

type Values = ReadonlyMap<number, number | null>;

/** Rows of agencies by name, those without any figure left out; with `hasTotal` their sum below. */
export function reportRows(
  { cells }: FilledForm,
  figures: readonly AgencyFigures[],
  windowBit: number | null,
  { hasTotal }: { readonly hasTotal: boolean },
): ReportRow[] {
  const rows = figures
    .map(({ agency, ...sums }) => ({ agency, values: fold(cells, sums, windowBit) }))
    .filter(({ values }) => !hasTotal || [...values.values()].some((value) => value !== null && value !== 0))
    .sort(
      (one, other) =>
        vietnamese.compare(labelOf(one.agency), labelOf(other.agency)) || (one.agency.id < other.agency.id ? -1 : 1),
    );
  const shown = rows.map(({ agency, values }) => rowOf({ id: agency.id }, labelOf(agency), values));
  if (!hasTotal) return shown;
  const total = new Map(cells.map((cell) => [cell.column, totalOf(cell, rows)]));
  return [...shown, rowOf(null, TOTAL_LABEL, total)];
}

const totalOf = (cell: FormCell, rows: readonly { readonly values: Values }[]): number | null =>
  cell.isFed ? rows.reduce((sum, { values }) => sum + (values.get(cell.column) ?? 0), 0) : null;

const labelOf = ({ name }: { readonly name: string | null }): string => name ?? UNNAMED_LABEL;
const rowOf = (agency: { id: string } | null, label: string, values: Values): ReportRow => ({
  agency,
  label,
  cells: [...values].map(([column, value]) => ({ column: String(column), value })),
});

function fold(cells: readonly FormCell[], figures: Omit<AgencyFigures, 'agency'>, windowBit: number | null): Values {
  const values = new Map<number, number | null>();
  for (const cell of cells) if (cell.addends === null) values.set(cell.column, cellValue(cell, figures, windowBit));
  const known = (column: number) => values.get(column) ?? null;
  for (const cell of cells) if (cell.addends !== null) values.set(cell.column, sumOf(cell.addends, known));
  return new Map(cells.map(({ column }) => [column, known(column)]));
}

function cellValue(cell: FormCell, { sums, matters }: Omit<AgencyFigures, 'agency'>, windowBit: number | null) {
  if (!cell.isFed) return null;
  const counted =
    cell.bound === 'distinct' && matters !== null
      ? [...new Set(cell.accounts.map(({ mode }) => mode))].map((mode) => matters.get(mode) ?? 0)
      : accountsCounted(cell, windowBit).map((account) => sums.get(account) ?? 0);
  return counted.reduce((sum, amount) => sum + amount, 0) * cell.weight;
}

/** The accounts a cell sums in a window; none for a distinct cell outside the statutory windows. */
export const accountsCounted = ({ accounts }: FormCell, windowBit: number | null): number[] =>
  accounts
    .filter(({ windows }) => windows === null || (windowBit !== null && (windows & windowBit) !== 0))
    .map(({ code }) => code);

/** Every printed formula, and that no cell is negative, over all rows. */
export function reportChecks({ cells }: FilledForm, rows: readonly ReportRow[]): ReportCheck[] {
  const tables = rows.map(({ label, cells: shown }) => ({
    label,
    values: new Map(shown.map(({ column, value }) => [Number(column), value])),
  }));
  const check = (formula: string, isKept: (values: Values) => boolean): ReportCheck => {
    const broken = tables.filter(({ values }) => !isKept(values)).map(({ label }) => label);
    return { formula, holds: broken.length === 0, detail: broken.length === 0 ? null : broken.slice(0, 20).join('; ') };
  };
  const printed = cells.flatMap(({ column, clauses }) =>
    clauses.map((clause) =>
      check(clause.text, (values) => keepsClause(column, clause, (each) => values.get(each) ?? null) !== false),
    ),
  );
  return [
    ...printed,
    check('mọi ô ≥ 0', (values) => [...values.values()].every((value) => value === null || value >= 0)),
  ];
}

export const reportColumns = ({ cells }: FilledForm): ReportColumn[] =>
  cells.map(({ column, path, unit, formula, evidence }) => ({ number: String(column), path, unit, formula, evidence }));

/**
 * SHA-256 over the figures: form, period, agencies by id, cells. Names are left out, because a corrected spelling is no
 * other figure; so are the instants of asking and applying.
 */
export function reportHash({ form, ruleSet, from, to, columns, rows }: Omit<Report, 'hash'>): string {
  const figures = rows
    .map(({ agency, cells }) => [agency?.id ?? '', ...cells.map(({ column, value }) => [column, value])])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const content = [form, ruleSet, from, to, columns.map(({ number, formula }) => [number, formula]), figures];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
