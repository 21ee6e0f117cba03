import type { Day } from './day';
import { dayCell, tableFault, type Row } from './table';

/** Both ends inclusive; no `validTo`: in force until further notice. */
export interface Validity {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** How sure we are of a figure: read in a source, or recalled, derived or decided by us. */
export type Evidence = 'CONFIRMED' | 'ASSUMED';

export const isInForce = ({ validFrom, validTo }: Validity, on: Day): boolean =>
  validFrom <= on && (validTo === null || on <= validTo);

/** @throws Error when a date is malformed or the end comes before the beginning */
export function validityOf(row: Row<'valid_from' | 'valid_to'>): Validity {
  const validFrom = dayCell(row, 'valid_from');
  const validTo = row.valid_to === '' ? null : dayCell(row, 'valid_to');
  if (validTo !== null && validTo < validFrom) throw tableFault(row, 'valid_to comes before valid_from');
  return { validFrom, validTo };
}

export interface Evidenced {
  readonly evidence: Evidence;
  /** As in the table: `S…` names a source that was read; R-h, R-m, R-l are recalled, D derived, P our own proposal. */
  readonly evidenceTags: readonly string[];
}

/** @throws Error when a tag is none of those known */
export function evidencedBy(row: Row<'evidence'>): Evidenced {
  const evidenceTags = row.evidence.split(',');
  if (!evidenceTags.every((tag) => /^(S\d+|R-[hml]|D|P)$/.test(tag)))
    throw tableFault(row, `unknown evidence "${row.evidence}"`);
  return { evidence: evidenceTags.every((tag) => tag.startsWith('S')) ? 'CONFIRMED' : 'ASSUMED', evidenceTags };
}

/** The same without the tags. */
export const evidenceOf = (row: Row<'evidence'>): Evidence => evidencedBy(row).evidence;

/**
 * Versions of each key, oldest first.
 * @throws Error when two versions of a key are in force on one day
 */
export function versionsByKey<Entry extends Validity & { readonly at: string }>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const versions = Map.groupBy(entries, keyOf);
  for (const [key, ofKey] of versions) {
    ofKey.sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
    ofKey.slice(1).forEach((later, index) => {
      const earlier = ofKey[index]!;
      if (earlier.validTo === null || earlier.validTo >= later.validFrom)
        throw tableFault(later, `the validity of ${key} overlaps that of ${earlier.at}`);
    });
  }
  return versions;
}
