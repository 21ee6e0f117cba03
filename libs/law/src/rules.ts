import type { Day } from './day';
import { LawError } from './law-error';
import { readTableFile, tableFault } from './table';
import { evidenceOf, isInForce, validityOf, versionsByKey, type Evidence, type Validity } from './validity';

/** What a dated rule counts. Other rules (hours, times, lists, "at once") give no date. */
export type CountUnit = 'CALENDAR_DAY' | 'WORKING_DAY' | 'MONTH' | 'YEAR';

/** One version of one figure of the law. */
export interface Rule extends Validity {
  readonly at: string;
  readonly key: string;
  /** As printed in the table: a number of units, or for a rule without a date whatever it fixes. */
  readonly value: string;
  readonly unitLabel: string;
  /** Null for a rule that yields no date forward from its start event. */
  readonly counting: { readonly unit: CountUnit; readonly count: number } | null;
  readonly startEvent: string;
  readonly legalBasis: string;
  readonly evidence: Evidence;
}
export type Rules = ReadonlyMap<string, readonly Rule[]>;

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

/** @throws Error naming file and line: unknown unit or calendar, a count that is none, overlapping versions */
export function loadRules(directory: string): Rules {
  const units = readTableFile(directory, 'units.psv', ['unit', 'calendar', 'count_as', 'label_vi', 'label_en']);
  const rules = readTableFile(directory, 'rules.psv', ruleColumns).map((row): Rule => {
    if (!units.some(({ calendar }) => calendar === row.calendar))
      throw tableFault(row, `unknown calendar "${row.calendar}"`);
    const unit = units.find((known) => known.unit === row.unit && known.calendar === row.calendar);
    if (unit === undefined) throw tableFault(row, `unknown unit "${row.unit}" for calendar "${row.calendar}"`);
    const backwards = row.start_event.includes('(backwards)');
    if (backwards !== row.key.endsWith('.min_before'))
      throw tableFault(row, 'only keys in .min_before count backwards');
    const dated = unit.count_as !== '-' && !backwards;
    if (dated && !/^[1-9]\d*$/.test(row.value)) throw tableFault(row, `"${row.value}" is no number of units`);
    return {
      ...validityOf(row),
      at: row.at,
      key: row.key,
      value: row.value,
      unitLabel: unit.label_vi,
      counting: dated ? { unit: unit.count_as as CountUnit, count: Number(row.value) } : null,
      startEvent: row.start_event,
      legalBasis: row.legal_basis,
      evidence: evidenceOf(row),
    };
  });
  return versionsByKey(rules, ({ key }) => key);
}

/** @throws LawError UNKNOWN_RULE, RULE_NOT_IN_FORCE */
export function ruleInForce(rules: Rules, key: string, on: Day): Rule {
  const versions = rules.get(key);
  if (versions === undefined)
    throw new LawError({
      code: 'UNKNOWN_RULE',
      message: `Không có quy định mang mã ${key}.`,
      messageEn: `There is no rule ${key}.`,
    });
  const rule = versions.find((version) => isInForce(version, on));
  if (rule === undefined)
    throw new LawError({
      code: 'RULE_NOT_IN_FORCE',
      message: `Quy định ${key} không có hiệu lực vào ngày ${on}.`,
      messageEn: `Rule ${key} is not in force on ${on}.`,
    });
  return rule;
}
