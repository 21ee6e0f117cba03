import type { Principal } from '@tiepdan/access';
import type { Day } from '@tiepdan/law';
import { Refusal, type RefusalDetails } from '@tiepdan/refusal';
import { isHiddenFrom, type Case } from './case';
import type { CaseWorkflow, WorkflowStep } from './case-workflow';

/** What the caller may do with a case now, and why not the rest. */
export interface CaseAction {
  readonly action: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly legalBasis: string;
}

/** Every action of the case's kind, each with the answer `checkAction` would give. */
export const actionsFor = (workflow: CaseWorkflow, found: Case, principal: Principal, today: Day): CaseAction[] =>
  workflow.actions(found.kind, today).map((step) => {
    const objection = objectionTo(workflow, step, found, principal);
    return {
      action: step.action,
      label: step.label,
      allowed: objection === null,
      reason: objection?.message ?? null,
      legalBasis: step.legalBasis,
    };
  });

/** The workflow's row for an action the caller may take now. Refuses ACTION_NOT_ALLOWED, NOT_YOUR_CASE, CONFLICT_OF_INTEREST. */
export function checkAction(
  workflow: CaseWorkflow,
  action: string,
  found: Case,
  principal: Principal,
  today: Day,
): WorkflowStep {
  const step = workflow.step(action, found.kind, today);
  if (!step) throw new Error(`the workflow has no action ${action}`);
  const objection = objectionTo(workflow, step, found, principal);
  if (objection) throw new Refusal(objection);
  return step;
}

function objectionTo(
  workflow: CaseWorkflow,
  step: WorkflowStep,
  found: Case,
  principal: Principal,
): RefusalDetails | null {
  const { legalBasis } = step;
  if (isHiddenFrom(found, principal))
    return {
      code: 'CONFLICT_OF_INTEREST',
      message: 'Người liên quan đến nội dung vụ việc không được xử lý vụ việc đó.',
      messageEn: 'Whoever a case is about may not handle it.',
      legalBasis: 'Luật Tố cáo Đ.8; Luật Khiếu nại Đ.6',
    };
  if (!step.roles.some((role) => principal.roles.includes(role)) || principal.agencyId !== found.agencyId)
    return {
      code: 'NOT_YOUR_CASE',
      message: 'Vụ việc không thuộc phần việc của bạn tại cơ quan đang chịu trách nhiệm giải quyết.',
      messageEn: 'This step is not among your duties at the accountable agency.',
      legalBasis,
    };
  if (!step.fromStates.includes(found.state))
    return {
      code: 'ACTION_NOT_ALLOWED',
      message: `Không thực hiện được bước này khi vụ việc đang ở trạng thái “${workflow.labelOf(found.state).label}”.`,
      messageEn: `This step is not possible while the case is in state ${found.state}.`,
      legalBasis,
    };
  return null;
}
