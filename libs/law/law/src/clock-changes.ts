import {
  type Day,
  choiceCell,
  listCell,
  readTableFile,
  tableFault,
  type Row,
  isInForce,
  validityOf,
  type Validity,
} from '@tiepdan/dated-table';
import type { Rules } from './rules';

const grounds = ['SUSPENSION', 'EXPERT_ASSESSMENT', 'OBSTACLE'] as const;
/** Why a clock stands still: the settlement is suspended, an expert assesses, or the person was kept from acting. */
export type PauseGround = (typeof grounds)[number];

/** From when on which rules may pause on which ground. */
export interface PauseRule extends Validity {
  readonly ground: PauseGround;
  readonly rules: readonly string[];
  /** In Vietnamese. */
  readonly label: string;
  readonly legalBasis: string;
}

/** How a period may be extended: by which rule each time, and how often by which rule. */
export interface ExtensionRule {
  readonly rule: string;
  readonly eachRule: string;
  readonly complexity: string;
  readonly timesRule: string;
}

/** A day on which the law changed, and what binds a clock that runs across it. */
export interface LawChange {
  readonly code: string;
  readonly on: Day;
  readonly rules: readonly string[];
  /** A clause in Vietnamese. */
  readonly text: string;
  readonly legalBasis: string;
}

/** What may happen to a running clock, as the law has it. */
export interface ClockChanges {
  readonly pauses: readonly PauseRule[];
  readonly extensions: readonly ExtensionRule[];
  readonly lawChanges: readonly LawChange[];
}

/** A cell of rule keys; `kn.resolve.*` stands for every key that begins so. */
const ruleMatches = (patterns: readonly string[], key: string): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern));

/** @throws Error naming file and line: a ground or a rule nobody knows, a rule that cannot pause or be extended in days */
export function loadClockChanges(directory: string, rules: Rules): ClockChanges {
  const pauseColumns = ['ground', 'rules', 'label_vi', 'label_en', 'legal_basis', 'valid_from', 'valid_to', 'evidence'];
  const pauses = readTableFile(directory, 'pauses.psv', pauseColumns as readonly PauseColumn[]).map((row) => ({
    ...validityOf(row),
    ground: choiceCell(row, 'ground', grounds),
    rules: keysOf(row, rules),
    label: row.label_vi,
    legalBasis: row.legal_basis,
  }));
  const extensionColumns = ['rule', 'complexity', 'each_rule', 'times_rule', 'legal_basis', 'evidence'] as const;
  const extensions = readTableFile(directory, 'extensions.psv', extensionColumns).map((row) => {
    for (const key of [row.rule, row.each_rule, row.times_rule])
      if (!rules.has(key)) throw tableFault(row, `unknown rule ${key}`);
    if (unitsOf(rules, row.rule).join() !== unitsOf(rules, row.each_rule).join())
      throw tableFault(row, `${row.each_rule} counts other units than ${row.rule}`);
    return { rule: row.rule, eachRule: row.each_rule, complexity: row.complexity, timesRule: row.times_rule };
  });
  const lawChangeColumns = ['code', 'on', 'rules', 'text_vi', 'text_en', 'legal_basis', 'evidence'] as const;
  const lawChanges = readTableFile(directory, 'law-changes.psv', lawChangeColumns).map((row) => ({
    code: row.code,
    on: validityOf({ at: row.at, valid_from: row.on, valid_to: '' }).validFrom,
    rules: patternsOf(row, rules),
    text: row.text_vi,
    legalBasis: row.legal_basis,
  }));
  return { pauses, extensions, lawChanges };
}

type PauseColumn =
  'ground' | 'rules' | 'label_vi' | 'label_en' | 'legal_basis' | 'valid_from' | 'valid_to' | 'evidence';

const unitsOf = (rules: Rules, key: string): string[] => [
  ...new Set(rules.get(key)?.map(({ counting }) => counting?.unit ?? '-')),
];

function patternsOf(row: Row<'rules'>, rules: Rules): readonly string[] {
  const patterns = listCell(row.rules);
  const unknown = patterns.find((pattern) => ![...rules.keys()].some((key) => ruleMatches([pattern], key)));
  if (unknown !== undefined) throw tableFault(row, `no rule is called ${unknown}`);
  return patterns;
}

function keysOf(row: Row<'rules'>, rules: Rules): readonly string[] {
  const patterns = patternsOf(row, rules);
  const keys = [...rules.keys()].filter((key) => ruleMatches(patterns, key));
  for (const key of keys)
    if (unitsOf(rules, key).some((unit) => !unit.endsWith('_DAY'))) throw tableFault(row, `${key} counts no days`);
  return keys;
}

/** The ground on which a rule may pause from a day on: the one named, or else the first the law knows. Undefined when it may not. */
export const pauseRuleFor = (
  { pauses }: ClockChanges,
  key: string,
  on: Day,
  ground?: PauseGround,
): PauseRule | undefined =>
  pauses.find(
    (pause) => pause.rules.includes(key) && isInForce(pause, on) && (ground === undefined || pause.ground === ground),
  );

/** The changes of the law that a clock of this rule crosses from one day to another. */
export const lawChangesCrossed = ({ lawChanges }: ClockChanges, key: string, from: Day, to: Day): LawChange[] =>
  lawChanges.filter(({ on, rules }) => from < on && on <= to && ruleMatches(rules, key));
