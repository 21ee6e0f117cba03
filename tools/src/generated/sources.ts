import { choiceCell, readTableFile, tableFault } from '@tiepdan/dated-table';
import { tableRows } from './table-rows';

const kinds = ['official', 'transcription', 'secondary', 'vendor', 'provincial'] as const;

/** A text that was read; the tables name it by its number as evidence. */
export interface Source {
  readonly code: string;
  readonly kind: (typeof kinds)[number];
  readonly label: string;
  readonly labelEn: string;
}

/** @throws Error naming file and line: a row of a table rests on a source that is not described, or words are missing */
export function readSources(directory: string): readonly Source[] {
  const sources = readTableFile(directory, 'sources.psv', ['code', 'kind', 'label_vi', 'label_en']).map(
    (row): Source => {
      if (row.label_vi === '' || row.label_en === '') throw tableFault(row, 'a label is missing');
      return { code: row.code, kind: choiceCell(row, 'kind', kinds), label: row.label_vi, labelEn: row.label_en };
    },
  );
  const described = new Set(sources.map(({ code }) => code));
  for (const row of tableRows(directory)) {
    const unknown = row.evidenceTags.find((tag) => tag.startsWith('S') && !described.has(tag));
    if (unknown !== undefined) throw tableFault(row, `source ${unknown} is not described`);
  }
  return sources;
}
