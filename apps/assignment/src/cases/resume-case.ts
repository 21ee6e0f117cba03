import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import type { DocumentGiven } from '../documents/official-document';
import { eventHeading, type CaseDeadline } from './case';
import { caseAfter, toldOf, type CaseStep, type CaseStepRule, type StepByDocument, type Taking } from './case-step';
import { clocksOfStep, withInputs } from '../clocks/clocks';
import { DOCUMENT_REFUSALS, documentOf } from './step-document';

/**
 * Goes on with a suspended case where it stood: clocks that stand still run again, and the day of the document counts.
 * Refuses what `documentOf` does, DOCUMENT_BEFORE_SUSPENSION.
 */
export function resumeCase(taking: Taking, { document: given }: { readonly document: DocumentGiven }): CaseStep {
  const { law, step, found, deadlines, today } = taking;
  const document = documentOf(given, step.transition, found, today);
  const on = document.issuedOn;
  if (found.suspendedOn !== null && on < found.suspendedOn) throw documentBeforeSuspension(step.transition);
  const running = deadlines.filter(({ status }) => status === 'PAUSED').map((clock) => runningFrom(law, clock, on));
  const clocks = [...running, ...clocksOfStep(law, found, step, on)];
  const changed = caseAfter(taking, clocks, { previousState: null, suspendedOn: null });
  return {
    changed,
    deadlines: clocks,
    document,
    event: {
      ...eventHeading(changed),
      type: 'CaseResumed',
      data: { ...toldOf(changed, document, clocks), resumedOn: on },
    },
  };
}

export const resumeCaseStep: CaseStepRule<StepByDocument> = {
  operation: 'resumeCase',
  refuses: [...DOCUMENT_REFUSALS, 'DOCUMENT_BEFORE_SUSPENSION'],
  establishes: { suspensionGround: false },
  decide: resumeCase,
};

const runningFrom = (law: Law, clock: CaseDeadline, on: Day): CaseDeadline => ({
  ...withInputs(law, clock, { pauses: clock.inputs.pauses?.map((pause) => ({ ...pause, to: pause.to ?? on })) }),
  status: 'RUNNING',
});

const documentBeforeSuspension = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_SUSPENSION',
    field: 'document.issuedOn',
    message: 'Quyết định tiếp tục giải quyết không được ban hành trước ngày tạm đình chỉ.',
    messageEn: 'Settlement cannot continue before the day on which it was suspended.',
    legalBasis,
  });
