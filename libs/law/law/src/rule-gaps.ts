import { addDays, type Day, dayCell, readTableFile, tableFault, evidenceOf } from '@tiepdan/dated-table';
import type { Rules } from './rules';

/**
 * Between two versions of a rule nothing may be missing by oversight: days without a version are declared with the reason.
 * @throws Error naming file and line: a gap nobody declared, a declared gap that is none, malformed dates, unknown evidence
 */
export function checkRuleGaps(directory: string, rules: Rules): void {
  const declared = readTableFile(directory, 'rule-gaps.psv', ['key', 'gap_from', 'gap_to', 'reason', 'evidence']).map(
    (row) => {
      if (row.reason === '') throw tableFault(row, 'a gap needs a reason');
      evidenceOf(row);
      return { at: row.at, gap: gapName(row.key, dayCell(row, 'gap_from'), dayCell(row, 'gap_to')) };
    },
  );
  const found = gapsOf(rules);
  const undeclared = found.find(({ gap }) => !declared.some((known) => known.gap === gap));
  if (undeclared !== undefined) throw tableFault(undeclared, `${undeclared.gap} is covered by no version`);
  const invented = declared.find(({ gap }) => !found.some((known) => known.gap === gap));
  if (invented !== undefined) throw tableFault(invented, `${invented.gap} is no gap between two versions`);
}

const gapName = (key: string, from: Day, to: Day): string => `${key} from ${from} to ${to}`;

const gapsOf = (rules: Rules) =>
  [...rules].flatMap(([key, versions]) =>
    versions.slice(1).flatMap((later, index) => {
      const { validTo } = versions[index]!;
      const from = addDays(validTo!, 1);
      return from < later.validFrom ? [{ at: later.at, gap: gapName(key, from, addDays(later.validFrom, -1)) }] : [];
    }),
  );
