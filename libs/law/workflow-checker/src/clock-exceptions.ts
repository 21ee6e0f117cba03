import { choiceCell, listCell, readTableFile } from '@tiepdan/dated-table';

const faults = ['CLOCK_NEVER_MET', 'CLOCK_NEVER_STARTED'] as const;

/** A rule whose clock runs in part outside some procedures, with the reason in the table. */
export interface ClockException {
  readonly at: string;
  readonly rule: string;
  readonly machines: readonly string[];
  readonly fault: (typeof faults)[number];
}

/** @throws Error naming file and line: an unknown fault, or no reason */
export const loadClockExceptions = (directory: string): readonly ClockException[] =>
  readTableFile(directory, 'workflows/clock-exceptions.psv', [
    'rule', 'machines', 'fault', 'reason_vi', 'reason_en',
  ] as const).map((row) => ({
    at: row.at,
    rule: row.rule,
    machines: listCell(row.machines),
    fault: choiceCell(row, 'fault', faults),
  })); // prettier-ignore
