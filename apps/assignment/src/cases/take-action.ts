import type { Principal } from '@tiepdan/access';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal, type RefusalDetails } from '@tiepdan/refusal';
import { allowedActions, step, type Actor, type StepTaken, type Workflows } from '@tiepdan/workflow';
import type { Facts } from '@tiepdan/workflow-guards';
import { isHiddenFrom, type Case, type CaseDeadline } from './case';
import { machineOf, rulesMetByStep } from './case-state';
import { earliestRunning } from './clocks';

/** What the caller may do with a case now, and why not the rest. */
export interface CaseAction {
  readonly action: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly legalBasis: string;
  /** Due day of the running deadline it would meet. */
  readonly dueOn: Day | null;
}

/** Every action of the case's kind that a mutation takes, each with the answer `checkAction` would give. */
export function actionsFor(
  { workflow, law }: { readonly workflow: Workflows; readonly law: Law },
  found: Case,
  deadlines: readonly CaseDeadline[],
  principal: Principal,
  today: Day,
): CaseAction[] {
  const hidden = objectionToPerson(found, principal);
  const machine = machineOf(workflow, found);
  return allowedActions(workflow, machine, found.state, factsOf(found, today), actorOf(found, principal))
    .filter(({ transition }) => transition.command !== null)
    .map(({ transition, refusal }) => {
      const { command, label, legalBasis } = transition;
      const objection = hidden ?? refusal;
      const met = rulesMetByStep(law, found.kind, transition);
      return {
        action: command!,
        label,
        allowed: objection === null,
        reason: objection?.message ?? null,
        legalBasis,
        dueOn: earliestRunning(deadlines.filter(({ rule }) => met.includes(rule))),
      };
    });
}

/**
 * What the workflow makes of an action the caller may take now. Refuses CONFLICT_OF_INTEREST, NOT_YOUR_CASE, ACTION_NOT_ALLOWED,
 * CONDITION_NOT_MET.
 */
export function checkAction(
  workflow: Workflows,
  action: string,
  found: Case,
  principal: Principal,
  today: Day,
): StepTaken {
  const hidden = objectionToPerson(found, principal);
  if (hidden) throw new Refusal(hidden);
  const machine = machineOf(workflow, found);
  const answer = step(workflow, machine, found.state, action, factsOf(found, today), actorOf(found, principal));
  if (!answer.possible) throw new Refusal(answer.refusal);
  return answer;
}

const factsOf = ({ kind, instance, complexity, remoteArea, nextDueOn }: Case, today: Day): Facts => ({
  on: today,
  kind,
  instance,
  complexity,
  remoteArea,
  overdue: nextDueOn !== null && nextDueOn < today,
});

const actorOf = ({ agencyId }: Case, principal: Principal): Actor => ({
  roles: principal.roles,
  concerned: principal.agencyId === agencyId,
});

const objectionToPerson = (found: Case, principal: Principal): RefusalDetails | null =>
  isHiddenFrom(found, principal)
    ? {
        code: 'CONFLICT_OF_INTEREST',
        message: 'Người liên quan đến nội dung vụ việc không được xử lý vụ việc đó.',
        messageEn: 'Whoever a case is about may not handle it.',
        legalBasis: 'Luật Tố cáo Đ.8; Luật Khiếu nại Đ.6',
      }
    : null;
