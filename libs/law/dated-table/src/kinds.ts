import { choiceCell, listCell, type Row } from './table';

const petitionKinds = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const;
const anyKind = ['*', ...petitionKinds] as const;
/** What a petition is: khiếu nại, tố cáo, kiến nghị, phản ánh. */
export type PetitionKind = (typeof petitionKinds)[number];
export type Complexity = 'NORMAL' | 'COMPLEX' | 'ESPECIALLY_COMPLEX';

/** A cell of kinds separated by `;`, or `*` for all of them. */
export function kindsCell(row: Row<'kinds'>): readonly string[] {
  const kinds = listCell(row.kinds);
  for (const kind of kinds.length === 0 ? [''] : kinds) choiceCell({ kinds: kind, at: row.at }, 'kinds', anyKind);
  return kinds;
}

/** Kinds one by one, `*` spelled out. */
export const eachKind = (kinds: readonly string[]): readonly string[] => (kinds[0] === '*' ? petitionKinds : kinds);
