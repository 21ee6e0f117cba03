import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLaw } from '@tiepdan/law';
import { loadReportLaw } from '@tiepdan/report-forms';
import { openBookkeeping } from '../ledger/bookkeeping';
import { loadFormCells, partsOf } from './form-cells';

const law = { ...loadLaw('libs/law/data'), ...loadReportLaw('libs/law/data') };
const shipped = 'apps/reporting/data';
const formsIn = (directory: string) => loadFormCells(directory, law, openBookkeeping(law, directory).chart);

describe('the tables of accounts and cells', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'reporting-tables-'));
    cpSync(shipped, directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('make every column of form 01/TCD, and every account of a visit, its visitors and its matters is used', () => {
    const [filled, ...others] = formsIn(shipped);
    expect(others).toEqual([]);
    expect(filled!.cells.map(({ column }) => column)).toEqual(
      filled!.form.columns.filter(({ number }) => number > 0).map(({ number }) => number),
    );
    const used = new Set(filled!.cells.flatMap(({ accounts }) => accounts.map(({ code }) => code)));
    expect(openBookkeeping(law, shipped).chart.accounts.filter(({ code }) => !used.has(code))).toEqual([]);
    const total = filled!.cells.find(({ column }) => column === 3)!;
    expect(partsOf(filled!.cells, total).map(({ column }) => column)).toEqual([7, 13, 19]);
  });

  it.each([
    ['an account twice', 'accounts.psv', '102|visit', '101|visit', 'accounts.psv:3'],
    ['a meaning twice', 'accounts.psv', '102|visit|REGULAR|GROUP', '102|visit|REGULAR|SINGLE', 'two accounts mean'],
    [
      'a missing account',
      'accounts.psv',
      '102|visit|REGULAR|GROUP||intake.visit.v1\n',
      '',
      'no account for visit/REGULAR/GROUP',
    ],
    ['a mode that is none', 'accounts.psv', '102|visit|REGULAR', '102|visit|REGULER', 'accounts.psv:3'],
    ['a column the form does not have', 'form-cells.psv', '|01/TCD|21|', '|01/TCD|23|', 'form-cells.psv:18'],
    ['a column made of nothing', 'form-cells.psv', '|01/TCD|21|', '|01/TCD|20|', 'stands twice'],
    ['a sum of unlike figures', 'form-cells.psv', '|visit|HEAD|*|flow|1|lượt', '|visit|HEAD|*|flow|1|người', 'unlike'],
    ['matters added up', 'form-cells.psv', 'heard|HEAD|*|distinct', 'heard|HEAD|*|flow', 'form-cells.psv:10'],
    ['a form nobody knows', 'form-cells.psv', 'TT06-2025|01/TCD|5|', 'TT06-2025|01/TCX|5|', 'UNKNOWN_FORM'],
    [
      'a reading it cannot follow',
      'readings.psv',
      'VISIT_TURNED_AWAY|not_counted',
      'VISIT_TURNED_AWAY|sometimes',
      'readings.psv:2',
    ],
    ['a mode without rank', 'readings.psv', 'HEAD;AUTHORISED;REGULAR', 'HEAD;REGULAR', 'readings.psv:3'],
  ])('stop the start for %s, naming the place', (_, file, from, to, message) => {
    const path = join(directory, file);
    const table = readFileSync(path, 'utf8');
    expect(table).toContain(from);
    writeFileSync(path, table.replace(from, to));
    expect(() => formsIn(directory)).toThrow(message);
  });
});
