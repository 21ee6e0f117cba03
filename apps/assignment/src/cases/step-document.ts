import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Transition } from '@tiepdan/workflow';
import { officialDocument, type DocumentGiven } from '../documents/official-document';
import type { Case } from './case';

/** The document by which a step was taken. */
export interface StepDocument {
  readonly number: string | null;
  readonly title: string;
  readonly issuedOn: Day;
}

/** Codes that `documentOf` refuses with. */
export const DOCUMENT_REFUSALS: readonly string[] = [
  'DOCUMENT_BEFORE_RECEIPT',
  'DOCUMENT_IN_FUTURE',
  'DOCUMENT_NUMBER_TOO_LONG',
  'DOCUMENT_TITLE_TOO_LONG',
];

/**
 * The document of a step, named by the step when it has no title.
 * Refuses DOCUMENT_BEFORE_RECEIPT and what `officialDocument` refuses.
 */
export function documentOf(
  document: DocumentGiven,
  step: Transition,
  { receivedOn }: Pick<Case, 'receivedOn'>,
  today: Day,
): StepDocument {
  const { number, title, issuedOn } = officialDocument(document, today);
  if (issuedOn < receivedOn) throw documentBeforeReceipt(step);
  return { number, title: title ?? step.label, issuedOn };
}

const documentBeforeReceipt = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_RECEIPT',
    field: 'document.issuedOn',
    message: 'Văn bản không được ban hành trước ngày nhận đơn.',
    messageEn: 'The document cannot be dated before the petition was received.',
    legalBasis,
  });
/** For steps that only an accepted case knows. */
export const documentBeforeAcceptance = ({ legalBasis }: Transition) =>
  new Refusal({
    code: 'DOCUMENT_BEFORE_ACCEPTANCE',
    field: 'document.issuedOn',
    message: 'Quyết định không được ban hành trước ngày thụ lý vụ việc.',
    messageEn: 'The decision cannot be dated before the case was accepted.',
    legalBasis,
  });
