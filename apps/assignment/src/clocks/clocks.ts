import { dueDay, type ClockInputs } from '@tiepdan/deadline';
import { isInForce, type Day, type PetitionKind } from '@tiepdan/dated-table';
import { timersMetBy, timersStartedBy, type Law, type TimerEnd, type TimerQuestion } from '@tiepdan/law';
import { follow, type Machine, type StepTaken } from '@tiepdan/workflow';
import type { Case, CaseDeadline } from '../cases/case';

/** The deadlines whose clock an event starts, computed by the rules in force that day. Throws LawError outside the known calendar. */
export const clocksStartedBy = (law: Law, caseId: string, question: TimerQuestion): CaseDeadline[] =>
  timersStartedBy(law, question).map(({ rule, startedOn }) => clock(law, caseId, rule, startedOn));

type Placed = Pick<Case, 'id' | 'kind' | 'instance' | 'channel' | 'complexity' | 'remoteArea' | 'receivedOn'>;

/**
 * The clocks that a step starts on a day: those of the events and of the rules its row names, for the case as the step
 * leaves it. Where a case is over nobody waits for a period that is no limit, such as the time a filed petition is kept.
 * Throws LawError outside the known calendar.
 */
export function clocksOfStep(law: Law, placed: Placed, { transition, to }: StepTaken, on: Day): CaseDeadline[] {
  const { id, kind, instance, channel, complexity, remoteArea, receivedOn } = placed;
  const about = { kind, instance, channel, complexity, remoteArea, receivedOn };
  const started = [
    ...transition.starts.events.flatMap((event) => clocksStartedBy(law, id, { event, ...about, on })),
    ...clocksOfRules(law, id, transition.starts.rules, on),
  ];
  return started.filter(({ rule }) => !(to.over && law.conventions.C6.rules.includes(rule)));
}

/**
 * The clocks of rules named by their keys, started on a day; a rule that is not in force then, or has no date, starts none.
 * Throws LawError outside the known calendar, Error for a rule that counts back from an event.
 */
export const clocksOfRules = (law: Law, caseId: string, rules: readonly string[], on: Day): CaseDeadline[] =>
  rules
    .filter((rule) => law.rules.get(rule)?.some((version) => isInForce(version, on) && version.counting !== null))
    .map((rule) => clock(law, caseId, rule, on));

/** A clock to which something happened, its due day computed anew by the newest calendar. Throws LawError as `dueDay`. */
export function withInputs(law: Law, deadline: CaseDeadline, happened: ClockInputs): CaseDeadline {
  const { rule, startedOn } = deadline;
  const inputs = { ...deadline.inputs, ...happened };
  return {
    ...deadline,
    inputs,
    dueOn: dueDay({ law, ruleKey: rule, startedOn, ...inputs }),
    calendarVersion: law.calendar.version,
    calendarSequence: law.calendar.sequence,
  };
}

function clock(law: Law, caseId: string, rule: string, startedOn: Day): CaseDeadline {
  const version = law.rules.get(rule)?.find((candidate) => isInForce(candidate, startedOn));
  if (version?.backwards) throw new Error(`${rule} counts back from its event, so no step starts it`);
  return {
    caseId,
    rule,
    startedOn,
    dueOn: dueDay({ law, ruleKey: rule, startedOn }),
    status: 'RUNNING',
    metOn: null,
    ruleVersion: `${rule}@${version?.validFrom}`,
    calendarVersion: law.calendar.version,
    calendarSequence: law.calendar.sequence,
    inputs: {},
  };
}

/** The clocks that have run since the petition of a case was received. Throws LawError outside the known calendar. */
export function openingClocks(law: Law, machine: Machine, placed: Placed): CaseDeadline[] {
  const { kind, receivedOn } = placed;
  const step = follow(machine, null, 'receive', { on: receivedOn, kind });
  return step ? clocksOfStep(law, placed, step, receivedOn) : [];
}

/**
 * Deadlines after the kind of a petition was corrected: the clocks of the right kind have run since the day of receipt,
 * and what only the wrong kind asked for is cancelled. Throws LawError outside the known calendar.
 */
export function correctedClocks(
  law: Law,
  machine: Machine,
  corrected: Case,
  deadlines: readonly CaseDeadline[],
): CaseDeadline[] {
  const right = openingClocks(law, machine, corrected);
  const isRight = (rule: string) => right.some((deadline) => deadline.rule === rule);
  const isKnown = (rule: string) => deadlines.some((deadline) => deadline.rule === rule);
  return [
    ...deadlines.map((deadline): CaseDeadline =>
      deadline.status === 'RUNNING' && !isRight(deadline.rule) ? { ...deadline, status: 'CANCELLED' } : deadline,
    ),
    ...right.filter(({ rule }) => !isKnown(rule)),
  ];
}

/** Rules whose duty these events fulfil. */
export const rulesMetBy = (law: Law, kind: PetitionKind, events: readonly TimerEnd[]): string[] => [
  ...new Set(events.flatMap((event) => timersMetBy(law, { event, kind }))),
];

/**
 * Deadlines as they stand after something happened on a day: duties fulfilled are met, or missed when it was too late;
 * where the case is over, what still runs is cancelled.
 */
export const settle = (
  deadlines: readonly CaseDeadline[],
  metRules: readonly string[],
  on: Day,
  isOver: boolean,
): CaseDeadline[] =>
  deadlines.flatMap((deadline): CaseDeadline[] => {
    if (!isRunning(deadline)) return [];
    if (metRules.includes(deadline.rule))
      return [{ ...deadline, status: on <= deadline.dueOn ? 'MET' : 'MISSED', metOn: on }];
    return isOver ? [{ ...deadline, status: 'CANCELLED' }] : [];
  });

/** True while a duty is still to be done, whether its clock runs or stands still. */
export const isRunning = ({ status }: CaseDeadline): boolean => status === 'RUNNING' || status === 'PAUSED';

/** Earliest due day of a clock that runs; one that stands still is due on no day yet. */
export const earliestRunning = (deadlines: readonly CaseDeadline[]): Day | null =>
  deadlines
    .filter(({ status }) => status === 'RUNNING')
    .map(({ dueOn }) => dueOn)
    .sort()[0] ?? null;

/** Deadlines with some of them replaced by what became of them, and with those that are new. */
export const replaced = (deadlines: readonly CaseDeadline[], changed: readonly CaseDeadline[]): CaseDeadline[] => [
  ...new Map(
    [...deadlines, ...changed].map((deadline) => [`${deadline.rule} ${deadline.startedOn}`, deadline]),
  ).values(),
];
