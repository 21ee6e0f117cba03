const LINE_CHARACTERS_MAX = 100;
const GAP = '  ';

/** Columns of equal width under a header; the last one is wrapped, so that no line runs over in a usual terminal. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(...[header, ...rows].map((row) => [...row[column]!].length)));
  const indent = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP.length, 0);
  const lastWidth = Math.max(LINE_CHARACTERS_MAX - indent, 20);
  const lineOf = (row: readonly string[]): string[] => {
    const cells = row.slice(0, -1).map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length));
    const [first = '', ...others] = wrapped(row.at(-1)!, lastWidth);
    return [[...cells, first].join(GAP).trimEnd(), ...others.map((line) => ' '.repeat(indent) + line)];
  };
  const rule = widths.map((width, column) =>
    '─'.repeat(column === widths.length - 1 ? Math.min(width, lastWidth) : width),
  );
  return [...lineOf(header), rule.join(GAP), ...rows.flatMap(lineOf)];
}

/** A label and what it says, the text hanging under itself. */
export function labelled(label: string, text: string, labelWidth: number): string[] {
  const [first = '', ...others] = wrapped(text, LINE_CHARACTERS_MAX - labelWidth);
  return [
    label + ' '.repeat(Math.max(labelWidth - [...label].length, 1)) + first,
    ...others.map((line) => ' '.repeat(labelWidth) + line),
  ];
}

/** Breaks between words only: an overlong word stands on a line of its own. */
export function wrapped(text: string, width = LINE_CHARACTERS_MAX): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && [...longer].length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
