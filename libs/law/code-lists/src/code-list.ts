import {
  type Day,
  eachKind,
  kindsCell,
  cellMatches,
  choiceCell,
  listCell,
  readTableFile,
  tableFault,
  type Row,
  evidencedBy,
  isInForce,
  validityOf,
  versionsByKey,
  type Evidenced,
  type Validity,
} from '@tiepdan/dated-table';

/** One code of a closed list, with the words people read. */
export interface CodeEntry extends Validity, Evidenced {
  readonly at: string;
  readonly code: string;
  /** Kinds of petition in which the code has this meaning; `*` for all. */
  readonly kinds: readonly string[];
  /** In Vietnamese. */
  readonly label: string;
  readonly labelEn: string;
  readonly legalBasis: string;
}

/** The rules that a list may name. */
export interface KnownRules {
  has(key: string): boolean;
}

type Reader<Value> = (row: Row<string>, column: string) => Value;
type Readers = Readonly<Record<string, Reader<unknown>>>;
type Read<Cells extends Readers> = { readonly [Property in keyof Cells]: ReturnType<Cells[Property]> };

export const text: Reader<string> = (row, column) => row[column]!;
export const kinds: Reader<readonly string[]> = (row) => kindsCell(row as Row<'kinds'>);
export const oneOf =
  <Choice extends string>(...choices: readonly Choice[]): Reader<Choice> =>
  (row, column) =>
    choiceCell(row, column, choices);
export const someOf =
  (...choices: readonly string[]): Reader<readonly string[]> =>
  (row, column) =>
    listCell(row[column]!).map((cell) => choiceCell({ [column]: cell, at: row.at }, column, choices));
export const numberFrom1: Reader<number> = (row, column) => {
  if (!/^[1-9]\d*$/.test(row[column]!)) throw tableFault(row, `"${row[column]}" in ${column} is no number from 1`);
  return Number(row[column]);
};
export const ruleKeys =
  (rules: KnownRules): Reader<readonly string[]> =>
  (row, column) => {
    const keys = listCell(row[column]!);
    const unknown = keys.find((key) => !rules.has(key));
    if (unknown !== undefined) throw tableFault(row, `unknown rule ${unknown} in ${column}`);
    return keys;
  };

const ends = ['label_vi', 'label_en', 'legal_basis', 'valid_from', 'valid_to', 'evidence'] as const;
const columnOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Reads a list of codes whose further columns are named by `cells` (`dueMonth` stands in `due_month`).
 * @throws Error naming file and line: a label is missing, a kind or evidence is unknown, a code means two things on one day
 */
export function readCodeList<Cells extends Readers>(
  directory: string,
  file: string,
  cells: Cells,
): readonly (CodeEntry & Read<Cells>)[] {
  const properties = Object.keys(cells);
  const further = properties.filter((property) => property !== 'code').map(columnOf);
  const list = readTableFile<string>(directory, file, ['code', ...further, ...ends]).map((row) => {
    const {
      code,
      label_vi: label,
      label_en: labelEn,
      legal_basis: legalBasis,
    } = row as Row<'code' | (typeof ends)[number]>;
    if (code === '' || label === '' || labelEn === '') throw tableFault(row, 'a code or a label is missing');
    return {
      ...validityOf(row as Row<'valid_from' | 'valid_to'>),
      ...evidencedBy(row as Row<'evidence'>),
      ...{ at: row.at, code, kinds: ['*'], label, labelEn, legalBasis },
      ...(Object.fromEntries(
        properties.map((property) => [property, cells[property]!(row, columnOf(property))]),
      ) as Read<Cells>),
    };
  });
  const meanings = list.flatMap((entry) => eachKind(entry.kinds).map((kind) => ({ ...entry, kind })));
  versionsByKey(meanings, ({ code, kind }) => `${code} (${kind})`);
  return list;
}

/** The meaning of a code on a day, in petitions of a kind when the list tells kinds apart; undefined when it has none then. */
export const codeInForce = <Entry extends CodeEntry>(
  list: readonly Entry[],
  code: string,
  on: Day,
  kind?: string,
): Entry | undefined =>
  list.find(
    (entry) => entry.code === code && isInForce(entry, on) && (kind === undefined || cellMatches(entry.kinds, kind)),
  );
