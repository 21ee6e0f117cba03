import { isInForce, type Day } from '@tiepdan/dated-table';
import type { CaseEvent } from '@tiepdan/contract-assignment';
import { codeInForce } from '@tiepdan/code-lists';
import type { Law } from '@tiepdan/law';
import { machineFor, stateOf, type State, type Workflows } from '@tiepdan/workflow';
import type { PetitionKind } from '../petitions/petition';

type Told<Event> = Event extends { type: infer Type; data: infer Data }
  ? { readonly type: Type; readonly data: Data }
  : never;

/** What became of a petition, as events of its case told. */
export interface FollowedPetition {
  readonly kind: PetitionKind;
  readonly denouncerProtected: boolean;
  readonly receivedOn: string;
  readonly withdrawnOn: string | null;
  /** False for one that cannot be handled; null until it is classified. */
  readonly eligible: boolean | null;
  readonly steps: readonly Told<CaseEvent>[];
}

export interface ProgressStep {
  readonly on: string;
  readonly text: string;
}
/** What a citizen is told who asks with a receipt. */
export interface PublicProgress {
  readonly steps: readonly ProgressStep[];
  /** What comes next; null when nothing does. */
  readonly next: string | null;
  readonly nextDueOn: string | null;
  readonly rights: readonly string[];
}

interface Words {
  readonly law: Law;
  readonly workflows: Workflows;
  readonly today: Day;
}
interface Reached {
  readonly on: string;
  readonly state: State;
}
interface Clock {
  readonly rule: string;
  readonly dueOn: string;
  readonly isRunning: boolean;
}

/** Tells what happened, what comes next, by when, and what the petitioner may do now, in plain Vietnamese. */
export function publicProgress(petition: FollowedPetition, words: Words): PublicProgress {
  const { receivedOn, withdrawnOn } = petition;
  const { begun, reached } = statesReached(petition, words.workflows);
  const now = reached.at(-1)?.state ?? begun;
  const isEnded = isOver(petition, words.workflows);
  const next = isEnded ? undefined : nextClock(petition, words.law);
  const texts = reached.map(({ on, state }) => ({ on, text: stateText(state, petition, words) }));
  const steps = [
    { on: receivedOn, text: 'Đã tiếp nhận đơn' },
    ...texts.filter(({ text }, index) => text !== texts[index - 1]?.text),
    ...(withdrawnOn === null ? [] : [{ on: withdrawnOn, text: 'Đơn đã được rút' }]),
  ];
  const phases = isEnded ? [] : [now.stage, ...(next && next.dueOn < words.today ? ['OVERDUE'] : [])];
  return {
    steps,
    next: next === undefined ? null : nextText(next, petition, words),
    nextDueOn: next?.dueOn ?? null,
    rights: rightsIn(phases, petition, words),
  };
}

/** Whether nothing more is to be done for a petition. */
export function isOver(petition: FollowedPetition, workflows: Workflows): boolean {
  const { reached } = statesReached(petition, workflows);
  return petition.withdrawnOn !== null || petition.eligible === false || reached.at(-1)?.state.over === true;
}

/** Of a denunciation nothing is said that tells what was brought, or about whom (Luật Tố cáo Đ.56). */
const stateText = (state: State, { denouncerProtected }: FollowedPetition, words: Words): string =>
  denouncerProtected ? neutral(state.stage!, words) : state.label;
const nextText = ({ rule }: Clock, { denouncerProtected }: FollowedPetition, words: Words): string =>
  denouncerProtected ? neutral('NEXT', words) : words.law.ruleLabel(rule);
const neutral = (code: string, { law, today }: Words): string =>
  codeInForce(law.codes.neutralProgress, code, today)!.label;

function statesReached({ kind, steps }: FollowedPetition, workflows: Workflows) {
  let current = kind;
  const first = machineFor(workflows, kind, 1);
  const reached = steps.flatMap((step): Reached[] => {
    if ('kind' in step.data) current = step.data.kind;
    const reached = stateAfter(step);
    return reached === null
      ? []
      : [{ on: reached.on, state: stateOf(machineFor(workflows, current, 1), reached.state) }];
  });
  return { begun: stateOf(first, first.initial), reached };
}

/** Where a step led, and when; null for one that leads nowhere. */
function stateAfter({ type, data }: Told<CaseEvent>): { readonly on: string; readonly state: string } | null {
  switch (type) {
    case 'CaseClassified':
      return { on: data.classifiedOn, state: data.state };
    case 'CaseAccepted':
      return { on: data.acceptedOn, state: 'ACCEPTED' };
    case 'CaseSuspended':
      return { on: data.suspendedOn, state: data.state };
    case 'CaseResumed':
      return { on: data.resumedOn, state: data.state };
    case 'CaseSendingConfirmed':
      return { on: data.sentOn, state: data.state };
    case 'CaseClosed':
      return { on: data.closedOn, state: data.state };
    default:
      return null;
  }
}

/** The one that is due first of those that still run. */
function nextClock({ steps }: FollowedPetition, law: Law): Clock | undefined {
  const clocks = new Map<string, Clock>();
  for (const { type, data } of steps) {
    const metBy = { CaseClassified: 'petition-classified', CaseAccepted: 'case-accepted' }[type as string];
    for (const [key, clock] of clocks)
      if (law.timers.some((timer) => timer.rule === clock.rule && timer.metBy.includes(metBy!)))
        clocks.set(key, { ...clock, isRunning: false });
    for (const deadline of 'deadlines' in data ? data.deadlines : [])
      clocks.set(`${deadline.rule} ${deadline.startedOn}`, {
        rule: deadline.rule,
        dueOn: deadline.dueOn,
        isRunning: !('status' in deadline) || deadline.status === 'RUNNING',
      });
  }
  return [...clocks.values()]
    .filter(({ isRunning }) => isRunning)
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))[0];
}

/** What holds for petitions of every kind alone, where the kind must not be told. */
function rightsIn(
  phases: readonly (string | null)[],
  { kind, denouncerProtected }: FollowedPetition,
  { law, today }: Words,
): string[] {
  const isFor = (kinds: readonly string[]) => kinds[0] === '*' || (!denouncerProtected && kinds.includes(kind));
  return law.codes.petitionerRights
    .filter(
      (right) => isInForce(right, today) && isFor(right.kinds) && right.when.some((phase) => phases.includes(phase)),
    )
    .map(({ label }) => label);
}
