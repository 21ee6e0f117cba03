import { extensionsAllowed } from '@tiepdan/deadline';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import type { DocumentGiven } from '../documents/official-document';
import { eventHeading, type Case, type CaseDeadline } from './case';
import { caseAfter, toldOf, type CaseStep, type CaseStepRule, type StepByDocument, type Taking } from './case-step';
import { withInputs } from '../clocks/clocks';
import { DOCUMENT_REFUSALS, documentBeforeAcceptance, documentOf } from './step-document';

/** The running clock that the law lets be extended, if there is one. */
const extendable = ({ clockChanges }: Law, deadlines: readonly CaseDeadline[]): CaseDeadline | undefined =>
  deadlines.find(
    ({ rule, status }) => status === 'RUNNING' && clockChanges.extensions.some((known) => known.rule === rule),
  );

/** How often the time for settlement may still be extended. */
export function extensionsLeft(law: Law, { complexity }: Case, deadlines: readonly CaseDeadline[]): number {
  const clock = extendable(law, deadlines);
  if (!clock) return 0;
  const { rule, startedOn, inputs } = clock;
  return extensionsAllowed({ law, ruleKey: rule, startedOn, complexity }) - (inputs.extensions ?? 0);
}

/** The clock that an extension lengthens. Refuses EXTENSION_AFTER_EXPIRY: only what still runs can be extended, as we read the law. */
export function clockToExtend(
  law: Law,
  deadlines: readonly CaseDeadline[],
  { legalBasis }: Transition,
  today: Day,
): CaseDeadline {
  const clock = extendable(law, deadlines);
  if (!clock || clock.dueOn < today) throw extensionAfterExpiry(legalBasis);
  return clock;
}

/**
 * Extends the time for settlement once more, as far as the case's complexity allows. Refuses what `documentOf` and
 * `clockToExtend` do, DOCUMENT_BEFORE_ACCEPTANCE.
 */
export function extendCase(taking: Taking, { document: given }: { readonly document: DocumentGiven }): CaseStep {
  const { law, step, found, deadlines, today } = taking;
  const document = documentOf(given, step.transition, found, today);
  const clock = clockToExtend(law, deadlines, step.transition, today);
  if (document.issuedOn < clock.startedOn) throw documentBeforeAcceptance(step.transition);
  const extensions = (clock.inputs.extensions ?? 0) + 1;
  const clocks = [withInputs(law, clock, { extensions, complexity: found.complexity })];
  const changed = caseAfter(taking, clocks);
  return {
    changed,
    deadlines: clocks,
    document,
    event: {
      ...eventHeading(changed),
      type: 'CaseExtended',
      data: { ...toldOf(changed, document, clocks), extendedOn: document.issuedOn, extensions },
    },
  };
}

export const extendCaseStep: CaseStepRule<StepByDocument> = {
  operation: 'extendCase',
  refuses: [...DOCUMENT_REFUSALS, 'DOCUMENT_BEFORE_ACCEPTANCE', 'EXTENSION_AFTER_EXPIRY'],
  check: (law, { deadlines, today }, transition) => clockToExtend(law, deadlines, transition, today),
  decide: extendCase,
};

const extensionAfterExpiry = (legalBasis: string) =>
  new Refusal({
    code: 'EXTENSION_AFTER_EXPIRY',
    message: 'Thời hạn giải quyết đã hết nên không gia hạn được nữa.',
    messageEn: 'The time for settlement is over, so it cannot be extended any more.',
    legalBasis,
  });
