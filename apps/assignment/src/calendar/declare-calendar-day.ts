import { displayDay, isWeekend, toDay, type Day } from '@tiepdan/dated-table';
import {
  isKnownDay,
  isWorkingDay,
  type CalendarDay,
  type CalendarDayKind,
  type WorkingCalendar,
} from '@tiepdan/working-calendar';
import { Refusal } from '@tiepdan/refusal';
import type { ChangedDay, DecidingDocument } from './calendar-change';

export interface DeclaredDocument {
  readonly number?: string | null;
  readonly title?: string | null;
  readonly issuedOn: string;
}
export interface Declaration {
  readonly day: string;
  readonly kind: CalendarDayKind;
  readonly name: string;
  readonly document: DeclaredDocument;
}

const NAME_CHARACTERS_MAX = 200;
const DOCUMENT_NUMBER_CHARACTERS_MAX = 64;

/**
 * A day that counts otherwise than its place in the week says, as a document decided it.
 * Refuses NAME_INVALID, DOCUMENT_NUMBER_MISSING, DOCUMENT_NUMBER_TOO_LONG, DOCUMENT_IN_FUTURE, KIND_DOES_NOT_FIT; throws
 * LawError CALENDAR_UNKNOWN.
 */
export function declareCalendarDay(
  calendar: WorkingCalendar,
  declaration: Declaration,
  today: Day,
): ChangedDay & { readonly document: DecidingDocument } {
  const day = knownDay(calendar, declaration.day);
  const { kind } = declaration;
  const name = declaration.name.trim();
  if (name === '' || name.length > NAME_CHARACTERS_MAX) throw nameInvalid();
  const document = documentOf(declaration.document, today);
  if (kind === 'swap_work' && !isWeekend(day)) throw kindDoesNotFit('Chỉ ngày cuối tuần mới có thể làm bù.');
  if ((kind === 'in_lieu' || kind === 'swap_off') && isWeekend(day))
    throw kindDoesNotFit('Ngày nghỉ bù hoặc nghỉ hoán đổi phải là ngày làm việc trong tuần.');
  const now: CalendarDay = {
    kind,
    name,
    document: documentText(document),
    expected: false,
    works: kind === 'swap_work',
    evidence: 'CONFIRMED',
  };
  return { day, now, document };
}

/**
 * A day that counts as its place in the week says again, as a document decided it.
 * Refuses DOCUMENT_NUMBER_MISSING, DOCUMENT_NUMBER_TOO_LONG, DOCUMENT_IN_FUTURE, CALENDAR_DAY_NOT_LISTED; throws LawError
 * CALENDAR_UNKNOWN.
 */
export function withdrawCalendarDay(
  calendar: WorkingCalendar,
  withdrawal: Pick<Declaration, 'day' | 'document'>,
  today: Day,
): ChangedDay & { readonly document: DecidingDocument } {
  const day = knownDay(calendar, withdrawal.day);
  const document = documentOf(withdrawal.document, today);
  if (!calendar.days.has(day)) throw notListed(day);
  return { day, now: null, document };
}

function knownDay(calendar: WorkingCalendar, text: string): Day {
  const day = toDay(text);
  // A year that nobody knows is refused in the words every computation refuses it in.
  if (!isKnownDay(calendar, day)) isWorkingDay(calendar, day);
  return day;
}

function documentOf({ number, title, issuedOn }: DeclaredDocument, today: Day): DecidingDocument {
  const issued = toDay(issuedOn);
  const numbered = number?.trim() ?? '';
  if (numbered === '') throw documentNumberMissing();
  if (numbered.length > DOCUMENT_NUMBER_CHARACTERS_MAX) throw documentNumberTooLong();
  if (issued > today) throw documentInFuture();
  return { number: numbered, title: title?.trim() || null, issuedOn: issued };
}

const documentText = ({ number, issuedOn }: DecidingDocument): string => `${number} ngày ${displayDay(issuedOn)}`;

const nameInvalid = () =>
  new Refusal({
    code: 'NAME_INVALID',
    field: 'name',
    message: 'Tên ngày phải có từ 1 đến 200 ký tự.',
    messageEn: 'The name of the day has 1 to 200 characters.',
  });
const documentNumberMissing = () =>
  new Refusal({
    code: 'DOCUMENT_NUMBER_MISSING',
    field: 'document.number',
    message: 'Phải ghi số văn bản quyết định ngày này.',
    messageEn: 'Name the number of the document that decided this day.',
  });
const documentNumberTooLong = () =>
  new Refusal({
    code: 'DOCUMENT_NUMBER_TOO_LONG',
    field: 'document.number',
    message: 'Số văn bản không được dài quá 64 ký tự.',
    messageEn: 'A document number has at most 64 characters.',
  });
const documentInFuture = () =>
  new Refusal({
    code: 'DOCUMENT_IN_FUTURE',
    field: 'document.issuedOn',
    message: 'Ngày ban hành văn bản không được sau ngày hôm nay.',
    messageEn: 'The document cannot be issued after today.',
  });
const kindDoesNotFit = (message: string) =>
  new Refusal({
    code: 'KIND_DOES_NOT_FIT',
    field: 'kind',
    message,
    messageEn: 'Only a day of the weekend can be worked instead, and only a day of the week can be off instead.',
    legalBasis: 'BLLĐ Đ.111 k.3',
  });
const notListed = (day: Day) =>
  new Refusal({
    code: 'CALENDAR_DAY_NOT_LISTED',
    field: 'day',
    message: `Ngày ${displayDay(day)} không có trong lịch ngày nghỉ, ngày làm bù.`,
    messageEn: `${day} is not listed as a day off or a worked Saturday.`,
  });
