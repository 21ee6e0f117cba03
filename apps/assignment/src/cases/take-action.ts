import type { Access, Operation } from '@tiepdan/access';
import { policy } from '@tiepdan/access/assignment';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal, type RefusalDetails } from '@tiepdan/refusal';
import {
  answerTo,
  rowsOn,
  step,
  type Actor,
  type Machine,
  type StepTaken,
  type Transition,
  type Workflows,
} from '@tiepdan/workflow';
import type { Facts } from '@tiepdan/workflow-guards';
import { accessObjectOf, matterOf, type Case } from './case';
import { machineOf, rulesMetByStep } from './case-state';
import { earliestRunning } from '../clocks/clocks';
import { caseSteps } from './case-steps';
import { extensionsLeft } from './extend-case';
import type { Situation } from './situation';

/** What the caller may do with a case now, and why not the rest. */
export interface CaseAction {
  /** Mutation that takes the step. */
  readonly action: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly legalBasis: string;
  /** Due day of the running deadline it would meet. */
  readonly dueOn: Day | null;
}

interface Tables {
  readonly workflow: Workflows;
  readonly law: Law;
}

/** Every action of the case's kind that a mutation takes, each with the answer `checkAction` would give today. */
export function actionsFor(tables: Tables, situation: Situation): CaseAction[] {
  const { workflow, law } = tables;
  const { found, deadlines, today } = situation;
  const machine = machineOf(workflow, found);
  const commands = new Set(rowsOn(machine, today, found.kind).flatMap(({ command }) => command ?? []));
  return [...commands].map((command) => {
    const facts = factsOf(law, situation, command, today);
    const action = actionTakenBy(machine, command);
    const { transition, refusal } = answerTo(workflow, machine, found.state, action, facts, actorOf(situation))!;
    const objection =
      objectionTo(situation.access, command as Operation, situation.found) ??
      refusal ??
      furtherObjection(law, situation, transition);
    const met = rulesMetByStep(law, found.kind, transition);
    return {
      action: command,
      label: transition.label,
      allowed: objection === null,
      reason: objection?.message ?? null,
      legalBasis: transition.legalBasis,
      dueOn: earliestRunning(deadlines.filter(({ rule }) => met.includes(rule))),
    };
  });
}

/**
 * What the workflow makes of a command the caller may give, by the tables of the day its document is issued on; a document
 * dated before the case or after today is for the step itself to refuse. Refuses CONFLICT_OF_INTEREST, NOT_YOUR_CASE,
 * ACTION_UNKNOWN, ACTION_NOT_ALLOWED, CONDITION_NOT_MET, OWN_PROPOSAL, EXTENSION_AFTER_EXPIRY, NOTHING_TO_CONFIRM.
 */
export function checkAction(
  { workflow, law }: Tables,
  command: string,
  situation: Situation,
  issuedOn?: Day,
): StepTaken {
  const { found, today } = situation;
  const hidden = objectionTo(situation.access, command as Operation, situation.found);
  if (hidden) throw new Refusal(hidden);
  const machine = machineOf(workflow, found);
  const on = issuedOn !== undefined && found.receivedOn <= issuedOn && issuedOn <= today ? issuedOn : today;
  const facts = factsOf(law, situation, command, on);
  const answer = step(workflow, machine, found.state, actionTakenBy(machine, command), facts, actorOf(situation));
  if (!answer.possible) throw new Refusal(answer.refusal);
  caseSteps.get(command)?.check?.(law, situation, answer.transition);
  return answer;
}

/** The action of the tables behind a mutation. */
const actionTakenBy = ({ transitions }: Machine, command: string): string =>
  transitions.find((row) => row.command === command)?.action ?? command;

const factsOf = (law: Law, { found, deadlines, today }: Situation, command: string, on: Day): Facts => ({
  on,
  kind: found.kind,
  ...(found.previousState !== null && { previousState: found.previousState }),
  instance: found.instance,
  complexity: found.complexity,
  remoteArea: found.remoteArea,
  overdue: found.nextDueOn !== null && found.nextDueOn < today,
  extensionsLeft: extensionsLeft(law, found, deadlines),
  ...caseSteps.get(command)?.establishes,
});

/** Duties at the body that answers for the case: the person's own, and those delegated to them. */
const actorOf = ({ found: { agencyId }, principal }: Situation): Actor => {
  const own = principal.agencyId === agencyId ? principal.roles : [];
  const delegated = (principal.delegations ?? []).filter((given) => given.agencyId === agencyId);
  const roles = [...own, ...delegated.map(({ role }) => role)];
  return { roles, concerned: roles.length > 0 };
};

function furtherObjection(law: Law, situation: Situation, transition: Transition): RefusalDetails | null {
  try {
    caseSteps.get(transition.command ?? '')?.check?.(law, situation, transition);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.details;
    throw error;
  }
}

/** Who is in conflict may do nothing; for everybody else the table and the workflow both must allow the step. */
export function objectionTo(access: Access, command: Operation, found: Case): RefusalDetails | null {
  if (access.isInConflict(matterOf(found)))
    return {
      code: 'CONFLICT_OF_INTEREST',
      message: 'Người liên quan đến nội dung vụ việc không được xử lý vụ việc đó.',
      messageEn: 'Whoever a case is about may not handle it.',
      legalBasis: 'Luật Tố cáo Đ.8; Luật Khiếu nại Đ.6',
    };
  if (access.may(command, accessObjectOf(found))) return null;
  return {
    code: 'NOT_YOUR_CASE',
    message: 'Vụ việc không thuộc phần việc của bạn tại cơ quan đang chịu trách nhiệm giải quyết.',
    messageEn: 'This step is not among your duties at the accountable agency.',
    legalBasis: policy.table[command]?.legalBasis,
  };
}
