import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLaw, type Law } from '../law';

export interface LawCopy {
  readonly directory: string;
  /** Loads the real tables with one change; the text to be replaced must stand in the file. */
  loadWith(file: string, found: string, replacement: string): Law;
}

/** A copy of the tables, fresh for every test of the file that asks. */
export function useLawCopy(): LawCopy {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'law-'));
    cpSync('libs/law/data', directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  return {
    get directory() {
      return directory;
    },
    loadWith(file, found, replacement) {
      const path = join(directory, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(found)) throw new Error(`${found} does not stand in ${file}`);
      writeFileSync(
        path,
        text.replace(found, () => replacement),
      );
      return loadLaw(directory);
    },
  };
}
