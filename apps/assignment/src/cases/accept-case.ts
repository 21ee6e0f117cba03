import type { CaseEvent } from '@tiepdan/contract-assignment';
import { timersMetBy, type Law } from '@tiepdan/law';
import type { Complexity, Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import type { DocumentGiven } from '../documents/official-document';
import { eventHeading, type Case, type CaseDeadline } from './case';
import { rulesMetByStep } from './case-state';
import { caseAfter, type CaseStep, type CaseStepRule, type StepInput, type Taking } from './case-step';
import { clocksOfStep, rulesMetBy, settle } from '../clocks/clocks';
import { actingFor, type Situation } from './situation';
import { DOCUMENT_REFUSALS, documentOf, type StepDocument } from './step-document';

export interface Acceptance {
  readonly document: DocumentGiven;
  /** NORMAL unless determined in writing (NĐ 124/2020 Đ.3a). */
  readonly complexity?: Complexity | null;
  readonly remoteArea?: boolean | null;
}

/**
 * Accepts a case for settlement: the clock of acceptance is met, that of settlement starts on the day of the document.
 * Refuses what `documentOf` does.
 */
export function acceptCase(taking: Taking, acceptance: Acceptance): CaseStep {
  const { law, step, found, deadlines, today } = taking;
  const document = documentOf(acceptance.document, step.transition, found, today);
  const on = document.issuedOn;
  const complexity = acceptance.complexity ?? 'NORMAL';
  const remoteArea = acceptance.remoteArea ?? false;
  const settled = settle(deadlines, rulesMetByStep(law, found.kind, step.transition), on, false);
  const started = clocksOfStep(law, { ...found, complexity, remoteArea }, step, on);
  const clocks = [...settled, ...started];
  const changed = caseAfter(taking, clocks, { complexity, remoteArea });
  const noticeDueOn = noticeDue(law, found, step.transition, deadlines, started);
  return {
    changed,
    deadlines: clocks,
    document,
    event: caseAccepted(changed, document, started, noticeDueOn),
  };
}

/** Refuses OWN_PROPOSAL to who proposed acceptance, and to whoever acts in their name. */
function proposedByAnother(situation: Situation, transition: Transition): void {
  const { found, principal } = situation;
  if (found.proposedById === null) return;
  if (![principal.id, actingFor(situation, transition)].includes(found.proposedById)) return;
  throw new Refusal({
    code: 'OWN_PROPOSAL',
    message: 'Người đã phân loại, đề xuất thụ lý đơn không được tự thụ lý vụ việc đó.',
    messageEn: 'Whoever proposed the acceptance does not decide on it.',
    legalBasis: transition.legalBasis,
  });
}

export const acceptCaseStep: CaseStepRule<Acceptance & StepInput> = {
  operation: 'acceptCase',
  refuses: [...DOCUMENT_REFUSALS, 'OWN_PROPOSAL'],
  // Whoever accepts declares in writing that the conditions are met and that nothing bars acceptance.
  establishes: { barToAcceptance: false, conditionsFail: false, identified: true, groupPapers: true },
  check: (_law, situation, transition) => proposedByAnother(situation, transition),
  decide: acceptCase,
};

/** A complainant is told within the time for acceptance itself, a denouncer within a time of its own. */
function noticeDue(
  law: Law,
  { kind }: Case,
  { meets }: Transition,
  deadlines: readonly CaseDeadline[],
  started: readonly CaseDeadline[],
): Day | null {
  const ofNotice = timersMetBy(law, { event: 'acceptance-notified', kind });
  const ofAcceptance = rulesMetBy(law, kind, meets.events);
  const clock =
    started.find(({ rule }) => ofNotice.includes(rule)) ?? deadlines.find(({ rule }) => ofAcceptance.includes(rule));
  return clock?.dueOn ?? null;
}

const caseAccepted = (
  changed: Case,
  document: StepDocument,
  started: readonly CaseDeadline[],
  noticeDueOn: Day | null,
): CaseEvent => ({
  ...eventHeading(changed),
  type: 'CaseAccepted',
  data: {
    agencyId: changed.agencyId,
    petitionId: changed.petitionId,
    kind: changed.kind,
    acceptedOn: document.issuedOn,
    complexity: changed.complexity,
    remoteArea: changed.remoteArea,
    caseNumber: changed.number,
    petitionNumber: changed.petitionNumber,
    documentNumber: document.number,
    replyChannel: changed.replyChannel,
    noticeDueOn,
    deadlines: started.map(({ rule, startedOn, dueOn }) => ({ rule, startedOn, dueOn })),
  },
});
