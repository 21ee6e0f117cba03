import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import type { DocumentGiven } from '../documents/official-document';
import { eventHeading, type CaseDeadline } from './case';
import { caseAfter, toldOf, type CaseStep, type CaseStepRule, type StepByDocument, type Taking } from './case-step';
import { isRunning, settle } from '../clocks/clocks';
import { DOCUMENT_REFUSALS, documentOf } from './step-document';

/** Clocks of documents whose sending nobody confirmed yet. Refuses NOTHING_TO_CONFIRM where there is none. */
export function clocksToConfirm(
  deadlines: readonly CaseDeadline[],
  { meets, legalBasis }: Transition,
): readonly CaseDeadline[] {
  const awaiting = deadlines.filter((clock) => isRunning(clock) && meets.rules.includes(clock.rule));
  if (awaiting.length === 0) throw nothingToConfirm(legalBasis);
  return awaiting;
}

/**
 * Notes that a decision was sent, by the document that proves it: the latest decision not issued after that document.
 * Refuses what `documentOf` and `clocksToConfirm` do, DOCUMENT_BEFORE_DECISION.
 */
export function confirmSending(taking: Taking, { document: given }: { readonly document: DocumentGiven }): CaseStep {
  const { step, found, deadlines, today } = taking;
  const { transition } = step;
  const document = documentOf(given, transition, found, today);
  const on = document.issuedOn;
  const decidedOn = latestNotAfter(on, clocksToConfirm(deadlines, transition));
  if (decidedOn === undefined) throw documentBeforeDecision(transition);
  const sent = deadlines.filter(({ startedOn }) => startedOn === decidedOn);
  const clocks = settle(sent, transition.meets.rules, on, false);
  const changed = caseAfter(taking, clocks);
  return {
    changed,
    deadlines: clocks,
    document,
    event: {
      ...eventHeading(changed),
      type: 'CaseSendingConfirmed',
      data: { ...toldOf(changed, document, clocks), sentOn: on },
    },
  };
}

export const confirmSendingStep: CaseStepRule<StepByDocument> = {
  operation: 'confirmSending',
  refuses: [...DOCUMENT_REFUSALS, 'DOCUMENT_BEFORE_DECISION', 'NOTHING_TO_CONFIRM'],
  check: (_law, { deadlines }, transition) => clocksToConfirm(deadlines, transition),
  decide: confirmSending,
};

const latestNotAfter = (on: Day, clocks: readonly CaseDeadline[]): Day | undefined =>
  clocks
    .map(({ startedOn }) => startedOn)
    .filter((startedOn) => startedOn <= on)
    .sort()
    .at(-1);

const nothingToConfirm = (legalBasis: string) =>
  new Refusal({
    code: 'NOTHING_TO_CONFIRM',
    message: 'Không có văn bản nào của vụ việc này đang chờ xác nhận đã gửi.',
    messageEn: 'No document of this case waits for its sending to be confirmed.',
    legalBasis,
  });
const documentBeforeDecision = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_DECISION',
    field: 'document.issuedOn',
    message: 'Văn bản gửi không được ban hành trước quyết định được gửi.',
    messageEn: 'A decision cannot have been sent before it was issued.',
    legalBasis,
  });
