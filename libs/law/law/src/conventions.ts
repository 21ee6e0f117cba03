import { listCell, readTableFile, tableFault } from '@tiepdan/dated-table';

/** Where the law leaves room and the software reads it one way: the reading, and the rules it is limited to, if any. */
export interface Convention {
  readonly setting: string;
  readonly rules: readonly string[];
  /** A clause in Vietnamese that fits into an explanation. */
  readonly text: string;
  readonly legalBasis: string;
}

/** The readings that computing knows, each with the settings it can follow. */
const settingsKnown = {
  R2: ['exclude_start'],
  R3: ['roll'],
  C1: ['from_inclusive_to_exclusive'],
  C2: ['still_running'],
  C3: ['nominal_then_roll_once'],
  C4: ['working_day_before'],
  C5: ['nth_day_back'],
  C6: ['roll', 'keep'],
  C8: ['start_day'],
  C13: ['counts_as'],
  YEAR_EXPECTED: ['-'],
  CALENDAR_RECALLED: ['-'],
  RULE_RECALLED: ['-'],
} as const;
export type ConventionCode = keyof typeof settingsKnown;
export type Conventions = Readonly<Record<ConventionCode, Convention>>;

const columns = ['code', 'setting', 'rules', 'text_vi', 'text_en', 'legal_basis', 'evidence'] as const;

/** @throws Error naming the file: a reading is missing, unknown, or set to something computing cannot follow */
export function loadConventions(directory: string): Conventions {
  const file = 'conventions.psv';
  const read = new Map<string, Convention>();
  for (const row of readTableFile(directory, file, columns)) {
    const settings: readonly string[] | undefined = settingsKnown[row.code as ConventionCode];
    if (settings === undefined) throw tableFault(row, `unknown convention "${row.code}"`);
    if (!settings.includes(row.setting)) throw tableFault(row, `unknown setting "${row.setting}"`);
    read.set(row.code, {
      setting: row.setting,
      rules: listCell(row.rules),
      text: row.text_vi,
      legalBasis: row.legal_basis,
    });
  }
  const missing = Object.keys(settingsKnown).find((code) => !read.has(code));
  if (missing !== undefined) throw tableFault({ at: `${file}:1` }, `convention ${missing} is missing`);
  return Object.fromEntries(read) as unknown as Conventions;
}
