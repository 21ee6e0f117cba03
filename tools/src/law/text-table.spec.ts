import { textTable, wrapped } from './text-table';

describe('a table of text', () => {
  it('gives a column the width of its widest cell, accents counted as one', () => {
    expect(
      textTable(
        ['mã', 'tên'],
        [
          ['khiếu nại', 'a'],
          ['tố cáo', 'b'],
        ],
      ),
    ).toEqual(['mã         tên', '─────────  ───', 'khiếu nại  a', 'tố cáo     b']);
  });

  it('wraps the last column under itself', () => {
    const lines = textTable(['mã', 'lý do'], [['x', 'một hai ba '.repeat(12).trim()]]);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^ {4}\S/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('is not put off by a word longer than a line', () => {
    expect(wrapped('a bbbbbbbb c', 4)).toEqual(['a', 'bbbbbbbb', 'c']);
  });
});
