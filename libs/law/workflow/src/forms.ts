import {
  evidencedBy,
  listCell,
  readTableFile,
  validityOf,
  versionsByKey,
  type Evidenced,
  type Validity,
} from '@tiepdan/dated-table';

/** One version of a document form. A code that begins with `KS/` stands for a document whose form number nobody has verified. */
export interface DocumentForm extends Validity, Evidenced {
  readonly at: string;
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly titleEn: string;
  readonly issuedBy: string;
  /** To whom the law addresses it; of one entry with several, each procedure knows the person by one of them. */
  readonly addressedTo: readonly (readonly string[])[];
}
/** Versions of each form by its code, oldest first. */
export type FormCatalogue = ReadonlyMap<string, readonly DocumentForm[]>;

const columns = [
  'code', 'number', 'title_vi', 'title_en', 'issued_by', 'addressed_to', 'valid_from', 'valid_to', 'evidence',
] as const; // prettier-ignore

/** @throws Error naming file and line: a bad cell, or two versions of one form on one day */
export const loadForms = (directory: string): FormCatalogue =>
  versionsByKey(
    readTableFile(directory, 'forms-catalogue.psv', columns).map((row) => ({
      ...validityOf(row),
      at: row.at,
      code: row.code,
      number: row.number,
      title: row.title_vi,
      titleEn: row.title_en,
      issuedBy: row.issued_by,
      addressedTo: row.addressed_to === '-' ? [] : listCell(row.addressed_to).map((names) => names.split('/')),
      ...evidencedBy(row),
    })),
    ({ code }) => code,
  );
