import { addDays, choiceCell, dayCell, readTableFile, tableFault, type Day } from '@tiepdan/dated-table';
import { existsOn, type Agency } from './agency';

/** A body that ceased and one that took over all of it or a part. */
export interface Succession {
  readonly fromId: string;
  readonly toId: string;
  /** First day of the new body. */
  readonly on: Day;
  readonly scope: 'WHOLE' | 'PART';
  /** The deciding document. */
  readonly document: string;
  readonly evidence: string;
}

const mergerColumns = ['file', 'on', 'document', 'old_count', 'new_count', 'split_count', 'evidence'] as const;
const pairColumns = [
  'old_code',
  'old_name',
  'old_district',
  'new_code',
  'new_name',
  'whole_or_part',
  'evidence',
] as const;

/** @throws Error naming file and line: a side that is unknown, a name for another body, counts other than the decision's */
export function loadSuccessions(directory: string, agencies: readonly Agency[]): readonly Succession[] {
  return readTableFile(directory, 'successions.psv', mergerColumns).flatMap((merger) => {
    const on = dayCell(merger, 'on');
    const rows = readTableFile(directory, merger.file, pairColumns);
    const pairs = rows.map((row): Succession => {
      const from = agencies.find(({ code, existsTo }) => code === row.old_code && existsTo === addDays(on, -1));
      const to = agencies.find((agency) => agency.code === row.new_code && existsOn(agency, on));
      if (from?.name !== row.old_name) throw tableFault(row, `no ${row.old_code} ${row.old_name} ends before ${on}`);
      if (to === undefined) throw tableFault(row, `successor ${row.new_code} ${row.new_name} is unknown on ${on}`);
      const scope = choiceCell(row, 'whole_or_part', ['whole', 'part']) === 'whole' ? 'WHOLE' : 'PART';
      return { fromId: from.id, toId: to.id, on, scope, document: merger.document, evidence: row.evidence };
    });
    const counts = [
      new Set(pairs.map(({ fromId }) => fromId)).size,
      new Set(pairs.map(({ toId }) => toId)).size,
      new Set(pairs.filter(({ scope }) => scope === 'PART').map(({ fromId }) => fromId)).size,
    ].join();
    const decided = [merger.old_count, merger.new_count, merger.split_count].join();
    if (counts !== decided) throw tableFault(merger, `old, new and split units are ${counts}, decided were ${decided}`);
    return pairs;
  });
}
