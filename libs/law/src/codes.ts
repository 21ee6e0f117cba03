import type { Day } from './day';
import { cellMatches, listCell, readTableFile, type Row } from './table';
import { evidenceOf, isInForce, validityOf, versionsByKey, type Evidence, type Validity } from './validity';

/** One code of a closed list, with the words people read. */
export interface CodeEntry extends Validity {
  readonly at: string;
  readonly code: string;
  /** In Vietnamese. */
  readonly label: string;
  readonly labelEn: string;
  readonly legalBasis: string;
  readonly evidence: Evidence;
}
/** An exact state of a case, and the coarse stage it belongs to. `kinds` holds `*` or kinds of petition. */
export interface CaseState extends CodeEntry {
  readonly kinds: readonly string[];
  readonly stage: string;
}
/** A series of running numbers, named by the suffix its numbers carry. */
export interface Register extends CodeEntry {
  readonly register: string;
  readonly kinds: readonly string[];
}
export interface CodeLists {
  readonly ineligibleReasons: readonly CodeEntry[];
  readonly refusalGrounds: readonly CodeEntry[];
  readonly caseStates: readonly CaseState[];
  readonly registers: readonly Register[];
}

const codeColumns = ['label_vi', 'label_en', 'legal_basis', 'valid_from', 'valid_to', 'evidence'] as const;

const entryOf = (row: Row<'code' | (typeof codeColumns)[number]>): CodeEntry => ({
  ...validityOf(row),
  at: row.at,
  code: row.code,
  label: row.label_vi,
  labelEn: row.label_en,
  legalBasis: row.legal_basis,
  evidence: evidenceOf(row),
});

/** @throws Error naming file and line: a code with two meanings on one day */
export function loadCodeLists(directory: string): CodeLists {
  const plain = (file: string): CodeEntry[] => readTableFile(directory, file, ['code', ...codeColumns]).map(entryOf);
  const lists = {
    ineligibleReasons: plain('ineligible-reasons.psv'),
    refusalGrounds: plain('refusal-grounds.psv'),
    caseStates: readTableFile(directory, 'case-states.psv', ['code', 'kinds', 'stage', ...codeColumns]).map((row) => ({
      ...entryOf(row),
      kinds: listCell(row.kinds),
      stage: row.stage,
    })),
    registers: readTableFile(directory, 'registers.psv', ['code', 'register', 'kinds', ...codeColumns]).map((row) => ({
      ...entryOf(row),
      kinds: listCell(row.kinds),
      register: row.register,
    })),
  };
  for (const list of Object.values<readonly CodeEntry[]>(lists)) versionsByKey(list, ({ code }) => code);
  return lists;
}

/** The meaning of a code on a day; undefined when it has none then. */
export const codeInForce = <Entry extends CodeEntry>(
  list: readonly Entry[],
  code: string,
  on: Day,
): Entry | undefined => list.find((entry) => entry.code === code && isInForce(entry, on));

/** The suffix numbers of a register carry: `registerSuffix(law.codes, 'case', 'COMPLAINT')` is KN. */
export const registerSuffix = ({ registers }: CodeLists, register: string, kind?: string): string | undefined =>
  registers.find((entry) => entry.register === register && cellMatches(entry.kinds, kind))?.code;
