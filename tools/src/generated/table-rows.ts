import { evidencedBy, readTable, type Evidenced } from '@tiepdan/dated-table';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of any table of the law, called `table:key` by its first cell. */
export interface TableRow extends Evidenced {
  readonly at: string;
  readonly name: string;
}

const isOfTheLaw = (file: string): boolean => !['open-questions.psv', 'sources.psv'].includes(file);

/** Every row of every table but the columns of report forms; one without evidence counts as confirmed. */
export const tableRows = (directory: string): readonly TableRow[] =>
  globSync('{*,codes/*,workflows/*}.psv', { cwd: directory })
    .filter(isOfTheLaw)
    .flatMap((file) => {
      const text = readFileSync(join(directory, file), 'utf8');
      const header = text.slice(0, text.indexOf('\n')).split('|');
      return readTable(text, file, header).map((row): TableRow => ({
        at: row.at,
        name: `${file}:${row[header[0]!]}`,
        ...(header.includes('evidence')
          ? evidencedBy({ at: row.at, evidence: row['evidence']! })
          : { evidence: 'CONFIRMED', evidenceTags: [] }),
      }));
    });
