import { codeInForce } from '@tiepdan/code-lists';
import type { Day, PetitionKind } from '@tiepdan/dated-table';
import { pauseRuleFor, timersMetBy, type Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import type { DocumentGiven } from '../documents/official-document';
import { eventHeading, type CaseDeadline } from './case';
import { caseAfter, toldOf, type CaseStep, type CaseStepRule, type StepInput, type Taking } from './case-step';
import { clocksOfStep, withInputs } from '../clocks/clocks';
import { DOCUMENT_REFUSALS, documentBeforeAcceptance, documentOf } from './step-document';

export interface Suspension {
  /** Code of the list of grounds in force for the kind on the day of the document. */
  readonly ground: string;
  readonly document: DocumentGiven;
}

const GROUND = 'SUSPENSION';

/**
 * Suspends settlement: clocks that may stand still do so from the day of the document. One that was over before stays
 * late: a pause after the end does nothing. Refuses what `documentOf` does, DOCUMENT_BEFORE_ACCEPTANCE,
 * DOCUMENT_BEFORE_CONTINUATION, SUSPENSION_GROUND_UNKNOWN.
 */
export function suspendCase(taking: Taking, { ground, document: given }: Suspension): CaseStep {
  const { law, step, found, deadlines, today } = taking;
  const document = documentOf(given, step.transition, found, today);
  const on = document.issuedOn;
  if (on < acceptedOn(law, found, deadlines)) throw documentBeforeAcceptance(step.transition);
  if (on < continuedOn(deadlines)) throw documentBeforeContinuation(step.transition);
  if (!codeInForce(law.codes.suspensionGrounds, ground, on, found.kind)) throw groundUnknown(step.transition);
  const paused = deadlines.flatMap((clock) => pausedFrom(law, clock, on));
  const clocks = [...paused, ...clocksOfStep(law, found, step, on)];
  const changed = caseAfter(taking, clocks, { previousState: found.state, suspendedOn: on });
  return {
    changed,
    deadlines: clocks,
    document,
    event: {
      ...eventHeading(changed),
      type: 'CaseSuspended',
      data: { ...toldOf(changed, document, clocks), suspendedOn: on, ground },
    },
  };
}

export const suspendCaseStep: CaseStepRule<Suspension & StepInput> = {
  operation: 'suspendCase',
  refuses: [
    ...DOCUMENT_REFUSALS,
    'DOCUMENT_BEFORE_ACCEPTANCE',
    'DOCUMENT_BEFORE_CONTINUATION',
    'SUSPENSION_GROUND_UNKNOWN',
  ],
  establishes: { suspensionGround: true },
  decide: suspendCase,
};

/** The clock as it stands still, where it may and was not over before by the newest calendar. */
function pausedFrom(law: Law, clock: CaseDeadline, from: Day): CaseDeadline[] {
  const { rule, status, inputs } = clock;
  if (status !== 'RUNNING' || pauseRuleFor(law.clockChanges, rule, from, GROUND) === undefined) return [];
  const pauses = [...(inputs.pauses ?? []), { from, to: null, ground: GROUND } as const];
  const paused = withInputs(law, clock, { pauses });
  return from <= paused.dueOn ? [{ ...paused, status: 'PAUSED' }] : [];
}

/** The day on which the duty to decide on acceptance was done; the day of receipt where the law sets no such duty. */
function acceptedOn(
  law: Law,
  { kind, receivedOn }: { kind: PetitionKind; receivedOn: Day },
  deadlines: readonly CaseDeadline[],
): Day {
  const ofAcceptance = timersMetBy(law, { event: 'case-accepted', kind });
  return deadlines.find(({ rule, metOn }) => metOn !== null && ofAcceptance.includes(rule))?.metOn ?? receivedOn;
}

/** The last day on which clocks ran again; before every day where they never stood still. */
const continuedOn = (deadlines: readonly CaseDeadline[]): string =>
  deadlines
    .flatMap(({ inputs }) => inputs.pauses ?? [])
    .flatMap(({ to }) => to ?? [])
    .sort()
    .at(-1) ?? '';

const documentBeforeContinuation = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_CONTINUATION',
    field: 'document.issuedOn',
    message: 'Quyết định tạm đình chỉ không được ban hành trước ngày vụ việc được tiếp tục giải quyết lần gần nhất.',
    messageEn: 'A suspension cannot be dated before the day on which the case last went on.',
    legalBasis,
  });
const groundUnknown = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'SUSPENSION_GROUND_UNKNOWN',
    field: 'ground',
    message: 'Căn cứ tạm đình chỉ không có trong danh mục áp dụng cho loại vụ việc này vào ngày ban hành quyết định.',
    messageEn: 'On the day of the decision the law knows no such ground to suspend a case of this kind.',
    legalBasis,
  });
