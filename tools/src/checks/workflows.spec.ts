import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workflowFindings } from './workflows';

describe('the check of procedures', () => {
  it('names file, line and fault of a table in which one word was changed, and nothing of those we have', () => {
    expect(workflowFindings('libs/law/data')).toEqual([]);
    const directory = mkdtempSync(join(tmpdir(), 'law-'));
    try {
      cpSync('libs/law/data', directory, { recursive: true });
      const table = join(directory, 'workflows', 'transitions.psv');
      const lines = readFileSync(table, 'utf8').split('\n');
      const at = lines.findIndex((line) => line.includes('|acceptCase|'));
      writeFileSync(table, lines.with(at, lines[at]!.replace('|ND124/03|', '|ND124/99|')).join('\n'));
      expect(workflowFindings(directory)).toEqual([
        `transitions.psv:${at + 1}: DOCUMENT_WITHOUT_FORM: acceptCase: no form ND124/99 from 2020-12-10 on`,
      ]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
