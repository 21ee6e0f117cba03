import { loadCalendar, type WorkingCalendar } from '@tiepdan/working-calendar';
import { loadClockChanges, type ClockChanges } from './clock-changes';
import { loadCodeLists, type CodeLists } from '@tiepdan/code-lists';
import { loadConventions, type Conventions } from './conventions';
import { loadRules, type Rules } from './rules';
import { loadTimers, type Timer } from './timers';

/** Every figure of the law the system goes by, read and checked once. */
export interface Law {
  readonly rules: Rules;
  readonly calendar: WorkingCalendar;
  readonly conventions: Conventions;
  readonly clockChanges: ClockChanges;
  readonly timers: readonly Timer[];
  readonly codes: CodeLists;
  /** What a rule is called in Vietnamese; of an unknown one the key itself. */
  ruleLabel(key: string): string;
}

/**
 * Reads the tables of a directory, in production `libs/law/data`.
 * @throws Error naming file and line of the first fault found: a law half understood must not run
 */
export function loadLaw(directory: string): Law {
  const rules = loadRules(directory);
  return {
    rules,
    calendar: loadCalendar(directory),
    conventions: loadConventions(directory),
    clockChanges: loadClockChanges(directory, rules),
    timers: loadTimers(directory, rules),
    codes: loadCodeLists(directory, rules),
    ruleLabel: (key) => rules.get(key)?.[0]?.label ?? key,
  };
}
