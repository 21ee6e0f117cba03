import { dayNumber, displayDay, isInForce, LawError, type Day } from '@tiepdan/dated-table';
import { pauseRuleFor, ruleInForce, type Law, type PauseGround, type Rule } from '@tiepdan/law';

/** A time in which the clock stands still: from `from` to the day before `to`. */
export interface Pause {
  readonly from: Day;
  /**
   * The day on which the clock runs again: that of the continuation decision, or of the expert's answer. Null while it still
   * stands still: then the due day is that of a clock that never stopped, until it runs again.
   */
  readonly to: Day | null;
  /** Any ground the rule knows on that day unless told. */
  readonly ground?: PauseGround | null;
}

/** What happened to a clock beside its start; the order of the parts means nothing. */
export interface ClockInputs {
  readonly pauses?: readonly Pause[];
  /** How often the period was extended; 0 unless told. */
  readonly extensions?: number;
  /** As determined in writing; decides how many extensions the law allows. Unless told, the most for any case. */
  readonly complexity?: string | null;
}

export interface DeadlineQuestion extends ClockInputs {
  readonly law: Law;
  readonly ruleKey: string;
  /** The day of the start event; for a rule that counts backwards, of the event it counts back from. */
  readonly startedOn: Day;
}

/** A pause as numbers of days, its end not included. */
export interface StandStill {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** The rule of a question, with what of its inputs bears on it. */
export interface CheckedQuestion {
  readonly law: Law;
  readonly rule: Rule;
  readonly unit: NonNullable<Rule['counting']>['unit'];
  readonly count: number;
  readonly startedOn: Day;
  /** Sorted, without overlap, none before the day after the start. */
  readonly standStills: readonly StandStill[];
  /** The first day of a pause that has not ended yet; null where there is none. */
  readonly stoppedOn: Day | null;
  /** Length of each extension, in the rule's own unit. */
  readonly extensions: readonly number[];
}

const NONE: readonly never[] = [];

/**
 * @throws LawError UNKNOWN_RULE, RULE_NOT_IN_FORCE, RULE_HAS_NO_DATE, PAUSE_ENDS_BEFORE_IT_BEGINS, PAUSE_NOT_ALLOWED,
 * EXTENSION_MALFORMED, EXTENSION_NOT_ALLOWED, EXTENSION_BEYOND_LAW
 */
export function checkQuestion(question: DeadlineQuestion): CheckedQuestion {
  const { law, ruleKey, startedOn, pauses } = question;
  const rule = ruleInForce(law.rules, ruleKey, startedOn);
  return {
    law,
    rule,
    ...countingOf(rule),
    startedOn,
    standStills: pauses === undefined || pauses.length === 0 ? NONE : standStillsOf(law, rule, startedOn, pauses),
    stoppedOn: earliestOpen(pauses ?? NONE),
    extensions: question.extensions === undefined || question.extensions === 0 ? NONE : extensionsOf(rule, question),
  };
}

const earliestOpen = (pauses: readonly Pause[]): Day | null =>
  pauses.reduce<Day | null>(
    (first, { from, to }) => (to === null && (first === null || from < first) ? from : first),
    null,
  );

export function countingOf(rule: Rule): NonNullable<Rule['counting']> {
  if (rule.counting !== null) return rule.counting;
  throw new LawError({
    code: 'RULE_HAS_NO_DATE',
    message: `“${rule.label}” không phải là thời hạn tính ra được một ngày.`,
    messageEn: `Rule ${rule.key} fixes no due day counted from a day.`,
    legalBasis: rule.legalBasis,
  });
}

function standStillsOf(law: Law, rule: Rule, startedOn: Day, pauses: readonly Pause[]): readonly StandStill[] {
  const firstCounted = dayNumber(startedOn) + 1;
  const standStills = pauses
    .map((pause): StandStill => {
      if (pause.to !== null && pause.to < pause.from) throw pauseTurnedRound(rule);
      const allowed = pauseRuleFor(law.clockChanges, rule.key, pause.from, pause.ground ?? undefined);
      if (allowed === undefined) throw pauseNotAllowed(law, rule, pause.from);
      return {
        from: Math.max(dayNumber(pause.from), firstCounted),
        to: dayNumber(pause.to ?? pause.from),
        reason: `${allowed.label} (${allowed.legalBasis})`,
      };
    })
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from || one.to - other.to || (one.reason < other.reason ? -1 : 1));
  const merged: StandStill[] = [];
  for (const next of standStills) {
    const before = merged.at(-1);
    if (before === undefined || before.to < next.from) merged.push(next);
    else merged[merged.length - 1] = joined(before, next);
  }
  return merged;
}

const joined = (one: StandStill, other: StandStill): StandStill => ({
  from: one.from,
  to: Math.max(one.to, other.to),
  reason: [...new Set([...one.reason.split('; và '), other.reason])].sort().join('; và '),
});

function extensionsOf(rule: Rule, { law, startedOn, extensions = 0, complexity }: DeadlineQuestion): readonly number[] {
  if (!Number.isInteger(extensions) || extensions < 0) throw extensionMalformed();
  if (!law.clockChanges.extensions.some((extension) => extension.rule === rule.key)) throw extensionNotAllowed(rule);
  const { fitting, timesRules, most } = extensionTerms({ law, ruleKey: rule.key, startedOn, complexity });
  if (extensions > most) throw extensionBeyondLaw(rule, most, timesRules.at(-1)?.legalBasis ?? rule.legalBasis);
  const each = countingOf(ruleInForce(law.rules, fitting[0]!.eachRule, startedOn)).count;
  return Array.from({ length: extensions }, () => each);
}

type ExtensionQuestion = Pick<DeadlineQuestion, 'law' | 'ruleKey' | 'startedOn' | 'complexity'>;

/**
 * How often the law lets a period be extended, by the rules in force on the day of its start event; 0 where it does not.
 * @throws LawError RULE_NOT_IN_FORCE
 */
export const extensionsAllowed = (question: ExtensionQuestion): number => extensionTerms(question).most;

function extensionTerms({ law, ruleKey, startedOn, complexity }: ExtensionQuestion) {
  const fitting = law.clockChanges.extensions.filter(
    (extension) => extension.rule === ruleKey && (complexity == null || extension.complexity === complexity),
  );
  const timesRules = fitting.map(({ timesRule }) => ruleInForce(law.rules, timesRule, startedOn));
  return { fitting, timesRules, most: Math.max(0, ...timesRules.map(({ value }) => Number(value))) };
}

/** The version of the same rule in force on another day; the rule itself where there is none. */
export const versionOn = (law: Law, rule: Rule, on: Day): Rule =>
  law.rules.get(rule.key)?.find((version) => isInForce(version, on)) ?? rule;

const pauseTurnedRound = (rule: Rule) =>
  new LawError({
    code: 'PAUSE_ENDS_BEFORE_IT_BEGINS',
    message: 'Thời gian tạm dừng kết thúc trước khi bắt đầu.',
    messageEn: 'A pause ends before it begins.',
    legalBasis: rule.legalBasis,
  });
const pauseNotAllowed = (law: Law, rule: Rule, on: Day) =>
  new LawError({
    code: 'PAUSE_NOT_ALLOWED',
    message: `“${rule.label}” không được tạm dừng từ ngày ${displayDay(on)}.`,
    messageEn: `Rule ${rule.key} cannot pause from ${on} on this ground.`,
    legalBasis: law.clockChanges.pauses.find(({ rules }) => rules.includes(rule.key))?.legalBasis ?? rule.legalBasis,
  });
const extensionMalformed = () =>
  new LawError({
    code: 'EXTENSION_MALFORMED',
    message: 'Số lần gia hạn phải là số nguyên không âm.',
    messageEn: 'The number of extensions is a whole number, 0 or more.',
  });
const extensionNotAllowed = (rule: Rule) =>
  new LawError({
    code: 'EXTENSION_NOT_ALLOWED',
    message: `“${rule.label}” không được gia hạn.`,
    messageEn: `Rule ${rule.key} cannot be extended.`,
    legalBasis: rule.legalBasis,
  });
const extensionBeyondLaw = (rule: Rule, most: number, legalBasis: string) =>
  new LawError({
    code: 'EXTENSION_BEYOND_LAW',
    message: `“${rule.label}” được gia hạn nhiều nhất ${most} lần trong trường hợp này.`,
    messageEn: `Rule ${rule.key} may be extended at most ${most} times in this case.`,
    legalBasis,
  });
