import { loadCalendar, type WorkingCalendar } from './calendar';
import { loadCodeLists, type CodeLists } from './codes';
import { loadConventions, type Conventions } from './conventions';
import { loadRules, type Rules } from './rules';
import { readTableFile, tableFault } from './table';
import { loadTimers, type Timer } from './timers';

/** Every figure of the law the system goes by, read and checked once. */
export interface Law {
  readonly rules: Rules;
  readonly calendar: WorkingCalendar;
  readonly conventions: Conventions;
  readonly timers: readonly Timer[];
  readonly codes: CodeLists;
  /** What a rule is called in Vietnamese; its key when nobody has named it yet. */
  ruleLabel(key: string): string;
}

/**
 * Reads the tables of a directory, in production `libs/law/data`.
 * @throws Error naming file and line of the first fault found: a law half understood must not run
 */
export function loadLaw(directory: string): Law {
  const rules = loadRules(directory);
  const labels = new Map<string, string>();
  for (const row of readTableFile(directory, 'rule-labels.psv', ['key', 'label_vi', 'label_en'])) {
    if (!rules.has(row.key)) throw tableFault(row, `label for unknown rule ${row.key}`);
    if (labels.has(row.key)) throw tableFault(row, `duplicate label for ${row.key}`);
    labels.set(row.key, row.label_vi);
  }
  return {
    rules,
    calendar: loadCalendar(directory),
    conventions: loadConventions(directory),
    timers: loadTimers(directory, rules),
    codes: loadCodeLists(directory),
    ruleLabel: (key) => labels.get(key) ?? key,
  };
}
