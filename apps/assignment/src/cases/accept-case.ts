import type { CaseEvent } from '@tiepdan/contract-assignment';
import { timersMetBy, type Law } from '@tiepdan/law';
import { toDay, type Complexity, type Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { StepTaken, Transition } from '@tiepdan/workflow';
import type { Case, CaseDeadline } from './case';
import type { CaseStep, StepDocument } from './case-step';
import { rulesMetByStep, stageOf } from './case-state';
import { clocksStartedBy, earliestRunning, replaced, settle } from './clocks';

export interface Acceptance {
  readonly document: { readonly number?: string | null; readonly title?: string | null; readonly issuedOn: string };
  /** NORMAL unless determined in writing (NĐ 124/2020 Đ.3a). */
  readonly complexity?: Complexity | null;
  readonly remoteArea?: boolean | null;
}

/**
 * Accepts a case for settlement: the clock of acceptance is met, that of settlement starts on the day of the document.
 * Refuses DOCUMENT_IN_FUTURE, DOCUMENT_BEFORE_RECEIPT, DOCUMENT_NUMBER_TOO_LONG.
 */
export function acceptCase(
  { law }: { law: Law },
  { to, transition }: StepTaken,
  found: Case,
  deadlines: readonly CaseDeadline[],
  acceptance: Acceptance,
  today: Day,
): CaseStep {
  const document = documentOf(acceptance, transition, found, today);
  const on = document.issuedOn;
  const complexity = acceptance.complexity ?? 'NORMAL';
  const remoteArea = acceptance.remoteArea ?? false;
  const settled = settle(deadlines, rulesMetByStep(law, found.kind, transition), on, false);
  const started = clocksStartedBy(law, found.id, {
    event: 'case-accepted',
    kind: found.kind,
    instance: found.instance,
    complexity,
    remoteArea,
    on,
  });
  const changed: Case = {
    ...found,
    version: found.version + 1,
    state: to.code,
    stage: stageOf(to),
    complexity,
    remoteArea,
    nextDueOn: earliestRunning([...replaced(deadlines, settled), ...started]),
  };
  const noticeDueOn = noticeDue(law, found, deadlines, on);
  return {
    changed,
    deadlines: [...settled, ...started],
    document,
    event: caseAccepted(changed, document, started, noticeDueOn),
  };
}

/** A complainant is told within the time for acceptance itself, a denouncer within a time of its own. */
function noticeDue(law: Law, { id, kind }: Case, deadlines: readonly CaseDeadline[], on: Day): Day | null {
  const [own] = clocksStartedBy(law, id, { event: 'acceptance-to-notify', kind, on });
  const ofAcceptance = timersMetBy(law, { event: 'case-accepted', kind });
  return own?.dueOn ?? deadlines.find(({ rule }) => ofAcceptance.includes(rule))?.dueOn ?? null;
}

const DOCUMENT_NUMBER_CHARACTERS_MAX = 64;

function documentOf({ document }: Acceptance, step: Transition, found: Case, today: Day): StepDocument {
  const issuedOn = toDay(document.issuedOn);
  if (issuedOn > today) throw documentInFuture();
  if (issuedOn < found.receivedOn) throw documentBeforeReceipt(step);
  const number = document.number?.trim() || null;
  if (number && number.length > DOCUMENT_NUMBER_CHARACTERS_MAX) throw documentNumberTooLong();
  return { number, title: document.title?.trim() || step.label, issuedOn };
}

const caseAccepted = (
  changed: Case,
  document: StepDocument,
  started: readonly CaseDeadline[],
  noticeDueOn: Day | null,
): CaseEvent => ({
  topic: 'assignment.case.v1',
  type: 'CaseAccepted',
  aggregateId: changed.id,
  aggregateVersion: changed.version,
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

const documentInFuture = () =>
  new Refusal({
    code: 'DOCUMENT_IN_FUTURE',
    field: 'document.issuedOn',
    message: 'Ngày ban hành văn bản không được sau ngày hôm nay.',
    messageEn: 'The document cannot be issued after today.',
  });
const documentBeforeReceipt = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_RECEIPT',
    field: 'document.issuedOn',
    message: 'Văn bản thụ lý không được ban hành trước ngày nhận đơn.',
    messageEn: 'Acceptance cannot be dated before the petition was received.',
    legalBasis,
  });
const documentNumberTooLong = () =>
  new Refusal({
    code: 'DOCUMENT_NUMBER_TOO_LONG',
    field: 'document.number',
    message: 'Số văn bản không được dài quá 64 ký tự.',
    messageEn: 'A document number has at most 64 characters.',
  });
