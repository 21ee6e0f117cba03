/** Stands before whatever was not read in a source. */
export const ASSUMED_MARK = '⚠';

/** A table, or nothing when it has no rows. Bars would end a cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** Vietnamese above, English below it. */
export const bothLanguages = (vietnamese: string, english: string): string => `${vietnamese}<br>_${english}_`;

export const inCode = (text: string): string => (text === '' || text === '-' ? '–' : `\`${text}\``);
