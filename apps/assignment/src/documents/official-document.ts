import { toDay, type Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';

/** An official document as a person names it; what is blank counts as none. */
export interface DocumentGiven {
  /** At most 64 characters. */
  readonly number?: string | null;
  /** At most 500 characters. */
  readonly title?: string | null;
  /** Not after today. */
  readonly issuedOn: string;
}

export interface OfficialDocument {
  readonly number: string | null;
  readonly title: string | null;
  readonly issuedOn: Day;
}

/** A document that decides something; it can be found by its number. */
export interface DecidingDocument extends OfficialDocument {
  readonly number: string;
}

const NUMBER_CHARACTERS_MAX = 64;
const TITLE_CHARACTERS_MAX = 500;

/** Codes that `decidingDocument` refuses with; `officialDocument` with all but the first. */
export const DOCUMENT_REFUSALS = [
  'DOCUMENT_NUMBER_MISSING',
  'DOCUMENT_IN_FUTURE',
  'DOCUMENT_NUMBER_TOO_LONG',
  'DOCUMENT_TITLE_TOO_LONG',
] as const;

/** Refuses DOCUMENT_NUMBER_TOO_LONG, DOCUMENT_TITLE_TOO_LONG, DOCUMENT_IN_FUTURE. */
export function officialDocument(given: DocumentGiven, today: Day): OfficialDocument {
  const number = given.number?.trim() || null;
  const title = given.title?.trim() || null;
  const issuedOn = toDay(given.issuedOn);
  if (number && number.length > NUMBER_CHARACTERS_MAX) throw documentNumberTooLong();
  if (title && title.length > TITLE_CHARACTERS_MAX) throw documentTitleTooLong();
  if (issuedOn > today) throw documentInFuture();
  return { number, title, issuedOn };
}

/** Refuses DOCUMENT_NUMBER_MISSING and what `officialDocument` refuses. */
export function decidingDocument(given: DocumentGiven, today: Day): DecidingDocument {
  const { number, ...document } = officialDocument(given, today);
  if (number === null) throw documentNumberMissing();
  return { ...document, number };
}

const documentNumberMissing = () =>
  new Refusal({
    code: 'DOCUMENT_NUMBER_MISSING',
    field: 'document.number',
    message: 'Phải ghi số văn bản quyết định việc này.',
    messageEn: 'Name the number of the document that decided this.',
  });
const documentNumberTooLong = () =>
  new Refusal({
    code: 'DOCUMENT_NUMBER_TOO_LONG',
    field: 'document.number',
    message: `Số văn bản không được dài quá ${NUMBER_CHARACTERS_MAX} ký tự.`,
    messageEn: `A document number has at most ${NUMBER_CHARACTERS_MAX} characters.`,
  });
const documentTitleTooLong = () =>
  new Refusal({
    code: 'DOCUMENT_TITLE_TOO_LONG',
    field: 'document.title',
    message: `Tên văn bản không được dài quá ${TITLE_CHARACTERS_MAX} ký tự.`,
    messageEn: `A document title has at most ${TITLE_CHARACTERS_MAX} characters.`,
  });
const documentInFuture = () =>
  new Refusal({
    code: 'DOCUMENT_IN_FUTURE',
    field: 'document.issuedOn',
    message: 'Ngày ban hành văn bản không được sau ngày hôm nay.',
    messageEn: 'The document cannot be issued after today.',
  });
