import { acceptCaseStep } from './accept-case';
import { assignCaseStep } from './assign-case';
import type { CaseStepRule, StepInput } from './case-step';
import { confirmSendingStep } from './confirm-sending';
import { extendCaseStep } from './extend-case';
import { resumeCaseStep } from './resume-case';
import { suspendCaseStep } from './suspend-case';

const steps: readonly Pick<CaseStepRule<StepInput>, 'operation' | 'establishes' | 'check'>[] = [
  assignCaseStep,
  acceptCaseStep,
  suspendCaseStep,
  resumeCaseStep,
  extendCaseStep,
  confirmSendingStep,
];

/** The steps that people take, by their mutations. */
export const caseSteps: ReadonlyMap<string, (typeof steps)[number]> = new Map(
  steps.map((rule) => [rule.operation, rule]),
);
