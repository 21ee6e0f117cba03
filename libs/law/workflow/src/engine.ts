import type { Day, PetitionKind } from '@tiepdan/dated-table';
import { type Facts, guards } from '@tiepdan/workflow-guards';
import type { Workflows } from './load-workflows';
import { PREVIOUS, rowsOn, stateOf, statesBefore, type Machine, type State, type Transition } from './machine';

/** Who wants to take a step. */
export interface Actor {
  readonly roles: readonly string[];
  /** Whether they act for the body that answers for the matter, or are a party to it. */
  readonly concerned: boolean;
}

/** Why a step is not possible; in the shape of a refusal, so that a way in may hand it on unchanged. */
export interface StepRefusal {
  readonly code:
    'ACTION_UNKNOWN' | 'NOT_YOUR_CASE' | 'ACTION_NOT_ALLOWED' | 'CONDITION_NOT_MET' | 'PREVIOUS_STATE_UNKNOWN';
  readonly message: string;
  readonly messageEn: string;
  readonly legalBasis: string | null;
}
/** What a step makes of the matter; document, clocks and who is told stand in its row. */
export interface StepTaken {
  readonly to: State;
  readonly transition: Transition;
}
export type StepAnswer =
  ({ readonly possible: true } & StepTaken) | { readonly possible: false; readonly refusal: StepRefusal };

/** One action with the answer `step` gives. */
export interface ActionAnswer {
  readonly action: string;
  /** The row that would be taken, or the one whose condition is in the way. */
  readonly transition: Transition;
  readonly refusal: StepRefusal | null;
}

/** The machine of a case. @throws Error when no machine is for such cases */
export function machineFor({ machines }: Workflows, kind: PetitionKind, instance: number): Machine {
  const isFor = ({ kinds, instances }: Machine) =>
    kinds.includes(kind) && (instances[0] === '*' || instances.includes(String(instance)));
  const found = [...machines.values()].find(isFor);
  if (!found) throw new Error(`no machine is for ${kind}, settlement ${instance}`);
  return found;
}

/** Every action that the machine knows on that day, each with why it is not possible now. `state` is null for a matter to be opened. */
export function allowedActions(
  workflows: Workflows,
  machine: Machine,
  state: string | null,
  facts: Facts,
  actor: Actor,
): readonly ActionAnswer[] {
  const rows = rowsFor(machine, facts);
  const actions = new Set(rows.map(({ action }) => action));
  return [...actions].map((action) => answerTo(workflows, machine, state, action, facts, actor)!);
}

/** Takes a step, or says why not. */
export function step(
  workflows: Workflows,
  machine: Machine,
  state: string | null,
  action: string,
  facts: Facts,
  actor: Actor,
): StepAnswer {
  const answer = answerTo(workflows, machine, state, action, facts, actor);
  if (!answer) return { possible: false, refusal: actionUnknown(machine, action) };
  const { transition, refusal } = answer;
  if (refusal) return { possible: false, refusal };
  return { possible: true, transition, to: stateAfter(machine, transition, state, facts) };
}

/**
 * What has happened already, decided where it belongs: state, kind and day count, guards and actor do not. Undefined where the
 * machine knows no such step from there. `state` is null for a matter to be opened.
 */
export function follow(
  machine: Machine,
  state: string | null,
  action: string,
  facts: Pick<Facts, 'on' | 'kind' | 'previousState'>,
): StepTaken | undefined {
  const transition = rowsFor(machine, facts).find((row) => row.action === action && isFrom(row, state));
  return transition && { transition, to: stateAfter(machine, transition, state, facts) };
}

const rowsFor = (machine: Machine, { on, kind }: Pick<Facts, 'on' | 'kind'>): readonly Transition[] =>
  rowsOn(machine, on, kind).filter(({ kinds }) => kind !== undefined || kinds.length === machine.kinds.length);

const isFrom = ({ from }: Transition, state: string | null): boolean =>
  state === null ? from.length === 0 : from.includes(state);

function stateAfter(
  machine: Machine,
  { to }: Transition,
  state: string | null,
  { previousState }: { readonly on: Day; readonly previousState?: string },
): State {
  return stateOf(machine, (to === PREVIOUS ? previousState : to) ?? state ?? machine.initial);
}

/** One of them: the answer that `step` gives. Undefined where the machine has no such action on that day. */
export function answerTo(
  workflows: Workflows,
  machine: Machine,
  state: string | null,
  action: string,
  facts: Facts,
  actor: Actor,
): ActionAnswer | undefined {
  const ofAction = rowsFor(machine, facts).filter((row) => row.action === action);
  const here = ofAction.filter((row) => isFrom(row, state));
  const answers = (here.length > 0 ? here : ofAction).map((transition) => ({
    action,
    transition,
    refusal: objectionTo(workflows, machine, transition, state, facts, actor),
  }));
  return answers.find(({ refusal }) => refusal === null) ?? answers[0];
}

function objectionTo(
  { guards: sentences }: Workflows,
  machine: Machine,
  row: Transition,
  state: string | null,
  facts: Facts,
  { roles, concerned }: Actor,
): StepRefusal | null {
  if (!concerned || !row.actors.some((role) => roles.includes(role))) return notYourCase(row);
  if (!isFrom(row, state)) return actionNotAllowed(machine, row, state);
  const failed = row.guards.find((name) => !guards[name](facts));
  if (failed) {
    const { label, labelEn, legalBasis } = sentences.get(failed)!;
    return {
      code: 'CONDITION_NOT_MET',
      message: `Chưa đáp ứng điều kiện: ${label}.`,
      messageEn: `A condition is not met: ${labelEn}.`,
      legalBasis,
    };
  }
  const before = row.to === PREVIOUS ? statesBefore(rowsFor(machine, facts), state!) : null;
  return before && !before.includes(facts.previousState ?? '') ? previousStateUnknown(row) : null;
}

const actionUnknown = ({ label, labelEn }: Machine, action: string): StepRefusal => ({
  code: 'ACTION_UNKNOWN',
  message: `Quy trình “${label}” không có bước này vào ngày đó.`,
  messageEn: `"${labelEn}" has no step ${action} on that day.`,
  legalBasis: null,
});
const notYourCase = ({ legalBasis }: Transition): StepRefusal => ({
  code: 'NOT_YOUR_CASE',
  message: 'Vụ việc không thuộc phần việc của bạn tại cơ quan đang chịu trách nhiệm giải quyết.',
  messageEn: 'This step is not among your duties at the accountable agency.',
  legalBasis,
});
const actionNotAllowed = (machine: Machine, { legalBasis }: Transition, state: string | null): StepRefusal => ({
  code: 'ACTION_NOT_ALLOWED',
  message: `Không thực hiện được bước này khi vụ việc ${state === null ? 'chưa được mở' : `đang ở trạng thái “${stateOf(machine, state).label}”`}.`,
  messageEn: `This step is not possible while the case is ${state === null ? 'not opened' : `in state ${state}`}.`,
  legalBasis,
});
const previousStateUnknown = ({ legalBasis }: Transition): StepRefusal => ({
  code: 'PREVIOUS_STATE_UNKNOWN',
  message: 'Không rõ vụ việc ở bước nào trước đó nên chưa thể tiếp tục.',
  messageEn: 'It is not known where the matter stood before, so it cannot go on from there.',
  legalBasis,
});
