import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Day,
  LawError,
  readTable,
  readTableFile,
  tableFault,
  type Row,
  evidencedBy,
  isInForce,
  validityOf,
  versionsByKey,
  type Evidenced,
  type Validity,
} from '@tiepdan/dated-table';
import { checkRuleGaps } from './rule-gaps';
import { checkStartEvents, loadStartEvents, startEventLabels } from './start-events';

/** What a dated rule counts. Other rules (hours, times, lists) give no date. */
export type CountUnit = 'CALENDAR_DAY' | 'WORKING_DAY' | 'MONTH' | 'YEAR';

/** One version of one figure of the law. */
export interface Rule extends Validity, Evidenced {
  readonly at: string;
  readonly key: string;
  /** What people read, in Vietnamese; the same for all versions of a key. */
  readonly label: string;
  readonly labelEn: string;
  /** As printed in the table: a number of units, or for a rule without a date whatever it fixes. */
  readonly value: string;
  /** As in the table of units, where it may stand once for each calendar. */
  readonly unit: string;
  readonly unitLabel: string;
  readonly unitLabelEn: string;
  /** Null for a rule of another kind: hours, frequencies, numbers of people, lists. A count of 0 is a duty of the day itself. */
  readonly counting: { readonly unit: CountUnit; readonly count: number } | null;
  /** Counts back from an event: how long before it something must be done at the latest. */
  readonly backwards: boolean;
  readonly startEvent: string;
  /** What people read for it; null for a rule that is counted from nothing. */
  readonly startEventLabel: string | null;
  readonly startEventLabelEn: string | null;
  readonly legalBasis: string;
}
export type Rules = ReadonlyMap<string, readonly Rule[]>;

const RULES = 'rules.psv';
const ruleColumns = [
  'key',
  'value',
  'unit',
  'calendar',
  'start_event',
  'legal_basis',
  'valid_from',
  'valid_to',
  'evidence',
] as const;

/**
 * @throws Error naming file and line: unknown unit or calendar, a count that is none, overlapping versions, a gap between
 * two versions that is not declared, a rule or start event nobody has named
 */
export function loadRules(directory: string): Rules {
  const rules = rulesFrom(directory, readFileSync(join(directory, RULES), 'utf8'), RULES);
  const unknown = [...loadLabels(directory).values()].find(({ key }) => !rules.has(key));
  if (unknown !== undefined) throw tableFault(unknown, `label for unknown rule ${unknown.key}`);
  checkStartEvents(directory, [...rules.values()].flat());
  checkRuleGaps(directory, rules);
  return rules;
}

/**
 * Reads versions of rules from a text with the columns of `rules.psv`; `file` names it in faults.
 * A start event nobody has named is called what the text calls it.
 * @throws Error naming file and line: what `loadRules` refuses, except gaps between versions and unnamed start events
 */
export function rulesFrom(directory: string, text: string, file: string): Rules {
  const units = readTableFile(directory, 'units.psv', ['unit', 'calendar', 'count_as', 'label_vi', 'label_en']);
  const labels = loadLabels(directory);
  const startEvents = loadStartEvents(directory);
  const versions = readTable(text, file, ruleColumns).map((row): Rule => {
    if (!units.some(({ calendar }) => calendar === row.calendar))
      throw tableFault(row, `unknown calendar "${row.calendar}"`);
    const unit = units.find((known) => known.unit === row.unit && known.calendar === row.calendar);
    if (unit === undefined) throw tableFault(row, `unknown unit "${row.unit}" for calendar "${row.calendar}"`);
    const backwards = row.start_event.includes('(backwards)');
    if (backwards !== row.key.endsWith('.min_before'))
      throw tableFault(row, 'only keys in .min_before count backwards');
    const isToday = unit.count_as === 'TODAY';
    const dated = unit.count_as !== '-';
    if (dated && !(isToday ? /^0$/ : /^[1-9]\d*$/).test(row.value))
      throw tableFault(row, `"${row.value}" is no number of units`);
    const named = labels.get(row.key);
    if (named === undefined) throw tableFault(row, `${row.key} has no label`);
    return {
      ...validityOf(row),
      at: row.at,
      key: row.key,
      label: named.label_vi,
      labelEn: named.label_en,
      value: row.value,
      unit: unit.unit,
      unitLabel: unit.label_vi,
      unitLabelEn: unit.label_en,
      counting: dated
        ? { unit: isToday ? 'CALENDAR_DAY' : (unit.count_as as CountUnit), count: Number(row.value) }
        : null,
      backwards,
      startEvent: row.start_event,
      ...startEventLabels(startEvents, row.start_event),
      legalBasis: row.legal_basis,
      ...evidencedBy(row),
    };
  });
  return versionsByKey(versions, ({ key }) => key);
}

function loadLabels(directory: string) {
  const labels = new Map<string, Row<'key' | 'label_vi' | 'label_en'>>();
  for (const row of readTableFile(directory, 'rule-labels.psv', ['key', 'label_vi', 'label_en'])) {
    if (row.label_vi === '' || row.label_en === '') throw tableFault(row, 'a label is missing');
    if (labels.has(row.key)) throw tableFault(row, `duplicate label for ${row.key}`);
    labels.set(row.key, row);
  }
  return labels;
}

/** @throws LawError UNKNOWN_RULE, RULE_NOT_IN_FORCE */
export function ruleInForce(rules: Rules, key: string, on: Day): Rule {
  const rule = versionsOf(rules, key).find((version) => isInForce(version, on));
  if (rule === undefined)
    throw new LawError({
      code: 'RULE_NOT_IN_FORCE',
      message: `Quy định ${key} không có hiệu lực vào ngày ${on}.`,
      messageEn: `Rule ${key} is not in force on ${on}.`,
    });
  return rule;
}

/** A rule as of a day; each is null where there is none. */
export interface RuleVersions {
  readonly inForce: Rule | null;
  /** The last version that ended before the day, or before the one in force. */
  readonly predecessor: Rule | null;
  /** The first version that begins after the day. */
  readonly successor: Rule | null;
}

/** @throws LawError UNKNOWN_RULE */
export function ruleVersionsAround(rules: Rules, key: string, on: Day): RuleVersions {
  const versions = versionsOf(rules, key);
  return {
    inForce: versions.find((version) => isInForce(version, on)) ?? null,
    predecessor: versions.findLast(({ validTo }) => validTo !== null && validTo < on) ?? null,
    successor: versions.find(({ validFrom }) => validFrom > on) ?? null,
  };
}

function versionsOf(rules: Rules, key: string): readonly Rule[] {
  const versions = rules.get(key);
  if (versions === undefined)
    throw new LawError({
      code: 'UNKNOWN_RULE',
      message: `Không có quy định mang mã ${key}.`,
      messageEn: `There is no rule ${key}.`,
    });
  return versions;
}
