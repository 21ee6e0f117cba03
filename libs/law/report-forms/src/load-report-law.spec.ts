import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReportLaw } from './report-law';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'law-'));
  cpSync('libs/law/data', directory, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Loads the real tables with one change; the text to be replaced must stand in the file. */
function loadWith(file: string, found: string, replacement: string) {
  const path = join(directory, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(found)) throw new Error(`${found} does not stand in ${file}`);
  writeFileSync(
    path,
    text.replace(found, () => replacement),
  );
  return loadReportLaw(directory);
}

describe('the law on reports is not loaded', () => {
  it.each([
    [
      'a column twice',
      'forms/TT06-2025.psv',
      'Tổng số người được tiếp',
      'Tổng số lượt tiếp',
      /forms\/TT06-2025\.psv:\d+: duplicate column "Tổng số lượt tiếp" in 01\/TCD/,
    ],
    [
      'a column number that is none',
      'forms/TT06-2025.psv',
      '01/TCD|2|',
      '01/TCD|II|',
      /forms\/TT06-2025\.psv:\d+: column number "II" is none/,
    ],
    [
      'a form without a title',
      'form-titles.psv',
      'TT06-2025|01/TCD',
      'TT06-2025|09/TCD',
      /TT06-2025\.psv:\d+: form 01\/TCD has no title/,
    ],
    [
      'two circulars at once',
      'rule-sets.psv',
      '2024-03-04',
      '2024-03-05',
      /rule-sets\.psv:\d+: the validity of the circular/,
    ],
    [
      'a reporting month some months lack',
      'reporting-month.psv',
      '15|',
      '31|',
      /reporting-month\.psv:2: "31" is no day of every month/,
    ],
  ])('with %s', (_fault, file, found, replacement, message) => {
    expect(() => loadWith(file, found, replacement)).toThrow(message);
  });
});
