import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDay, type Day } from './day';

/** A line of a table by its columns. `at` names file and line, for whoever has to mend it. */
export type Row<Column extends string> = Readonly<Record<Column, string>> & { readonly at: string };

/** A fault of the data, not of a question put to it: it stops the program that loads the table. */
export const tableFault = (row: { readonly at: string }, problem: string): Error => new Error(`${row.at}: ${problem}`);

/**
 * Reads pipe-separated text (UTF-8, composed accents, one header line, no quoting).
 * @throws Error naming file and line: another header, a wrong number of cells, loose blanks, a line that stands twice
 */
export function readTable<Column extends string>(
  text: string,
  file: string,
  columns: readonly Column[],
): Row<Column>[] {
  const [header, ...lines] = text.replace(/\n$/, '').split('\n');
  if (header !== columns.join('|')) throw tableFault({ at: `${file}:1` }, `the header must be ${columns.join('|')}`);
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    const row = { at: `${file}:${index + 2}` };
    const cells = line.split('|');
    if (cells.length !== columns.length)
      throw tableFault(row, `${columns.length} cells expected, ${cells.length} found`);
    if (cells.some((cell) => cell !== cell.trim())) throw tableFault(row, 'a cell begins or ends with a blank');
    if (line !== line.normalize('NFC')) throw tableFault(row, 'accents must be composed (Unicode NFC)');
    const earlier = seen.get(line);
    if (earlier !== undefined) throw tableFault(row, `duplicate row, it already stands in line ${earlier}`);
    seen.set(line, index + 2);
    return { ...Object.fromEntries(columns.map((column, at) => [column, cells[at]])), ...row } as Row<Column>;
  });
}

/** The same for a file in a directory. */
export const readTableFile = <Column extends string>(
  directory: string,
  file: string,
  columns: readonly Column[],
): Row<Column>[] => readTable(readFileSync(join(directory, file), 'utf8'), file, columns);

/** @throws Error when the cell holds no existing day */
export function dayCell<Column extends string>(row: Row<Column>, column: Column): Day {
  const text: string = row[column];
  if (!isDay(text)) throw tableFault(row, `malformed date "${text}" in ${column}`);
  return text;
}

/** A cell that holds one of a closed list. */
export function choiceCell<Column extends string, Choice extends string>(
  row: Row<Column>,
  column: Column,
  choices: readonly Choice[],
): Choice {
  const text: string = row[column];
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw tableFault(row, `unknown ${column} "${text}", known: ${choices.join(', ')}`);
  return choice;
}

/** Cells that hold several values, separated by `;`. */
export const listCell = (text: string): readonly string[] => (text === '' ? [] : text.split(';'));

/** `*` stands for any value. */
export const cellMatches = (choices: readonly string[], value: string | undefined): boolean =>
  choices[0] === '*' || (value !== undefined && choices.includes(value));
