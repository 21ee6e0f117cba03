import { dueDay } from '@tiepdan/deadline';
import { isInForce, type Day, type PetitionKind } from '@tiepdan/dated-table';
import { timersMetBy, timersStartedBy, type Law, type TimerEnd, type TimerQuestion } from '@tiepdan/law';
import type { Case, CaseDeadline } from './case';

/** The deadlines whose clock an event starts, computed by the rules in force that day. Throws LawError outside the known calendar. */
export const clocksStartedBy = (law: Law, caseId: string, question: TimerQuestion): CaseDeadline[] =>
  timersStartedBy(law, question).map((rule) => clock(law, caseId, rule, question.on));

function clock(law: Law, caseId: string, rule: string, startedOn: Day): CaseDeadline {
  const version = law.rules.get(rule)?.find((candidate) => isInForce(candidate, startedOn));
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

/**
 * Deadlines after the kind of a petition was corrected: the clocks of the right kind have run since the day of receipt,
 * and what only the wrong kind asked for is cancelled. Throws LawError outside the known calendar.
 */
export function correctedClocks(
  law: Law,
  { id, instance, channel, receivedOn }: Case,
  kind: PetitionKind,
  deadlines: readonly CaseDeadline[],
): CaseDeadline[] {
  const right = clocksStartedBy(law, id, { event: 'petition-received', kind, instance, channel, on: receivedOn });
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

export const earliestRunning = (deadlines: readonly CaseDeadline[]): Day | null =>
  deadlines
    .filter(({ status }) => status === 'RUNNING')
    .map(({ dueOn }) => dueOn)
    .sort()[0] ?? null;

/** Deadlines with some of them replaced by what became of them. */
export const replaced = (deadlines: readonly CaseDeadline[], changed: readonly CaseDeadline[]): CaseDeadline[] => {
  const byRule = new Map(changed.map((deadline) => [`${deadline.rule} ${deadline.startedOn}`, deadline]));
  return deadlines.map((deadline) => byRule.get(`${deadline.rule} ${deadline.startedOn}`) ?? deadline);
};
