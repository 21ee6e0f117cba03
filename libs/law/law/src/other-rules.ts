import type { Law } from './law';
import { rulesFrom, type Rules } from './rules';
import { tableFault } from '@tiepdan/dated-table';

/**
 * What the rules would be if they were changed: of every key that stands in `text` the versions given there and no other,
 * of all other keys the law's own. `text` has the columns of `rules.psv`, `file` names it in faults, and labels and units
 * come from the law's directory. A key may be left without a version in force on some days.
 * @throws Error naming file and line: what the law's own table would be refused for, a key the law does not know, and months
 * or years for a rule that may pause or be extended, which go by days
 */
export function otherRules(directory: string, { rules, clockChanges }: Law, text: string, file: string): Rules {
  const changed = rulesFrom(directory, text, file);
  const inDays = new Set([
    ...clockChanges.pauses.flatMap((pause) => pause.rules),
    ...clockChanges.extensions.flatMap(({ rule, eachRule }) => [rule, eachRule]),
  ]);
  for (const version of [...changed.values()].flat())
    if (inDays.has(version.key) && version.counting !== null && !version.counting.unit.endsWith('_DAY'))
      throw tableFault(version, `${version.key} may pause or be extended and must count days`);
  return new Map([...rules, ...changed]);
}
