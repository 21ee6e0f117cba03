import { readTable } from './table';

const read = (text: string) => readTable(text, 'units.psv', ['code', 'name']);

describe('a table', () => {
  it('gives each line by its columns and says where it stands', () => {
    expect(read('code|name\nBTCD|Ban Tiếp công dân\nTTT|\n')).toEqual([
      { code: 'BTCD', name: 'Ban Tiếp công dân', at: 'units.psv:2' },
      { code: 'TTT', name: '', at: 'units.psv:3' },
    ]);
  });

  it.each([
    ['another header', 'name|code\nx|y', 'units.psv:1: the header must be code|name'],
    ['a missing cell', 'code|name\nx|y\nx', 'units.psv:3: 2 cells expected, 1 found'],
    ['a cell too many', 'code|name\nx|y|z', 'units.psv:2: 2 cells expected, 3 found'],
    ['a loose blank', 'code|name\nx| y', 'units.psv:2: a cell begins or ends with a blank'],
    ['a line that stands twice', 'code|name\nx|y\na|b\nx|y', 'units.psv:4: duplicate row, it already stands in line 2'],
    [
      'decomposed accents',
      `code|name\nx|${'Đại Từ'.normalize('NFD')}`,
      'units.psv:2: accents must be composed (Unicode NFC)',
    ],
  ])('is refused for %s', (_fault, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
