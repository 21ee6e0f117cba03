import { displayDay, isWeekend, toDay, type Day } from '@tiepdan/dated-table';
import {
  isKnownDay,
  isWorkingDay,
  type CalendarDay,
  type CalendarDayKind,
  type WorkingCalendar,
} from '@tiepdan/working-calendar';
import { Refusal } from '@tiepdan/refusal';
import { decidingDocument, type DecidingDocument, type DocumentGiven } from '../documents/official-document';
import type { ChangedDay } from './calendar-change';

export interface Declaration {
  readonly day: string;
  readonly kind: CalendarDayKind;
  readonly name: string;
  readonly document: DocumentGiven;
}

const NAME_CHARACTERS_MAX = 200;

/**
 * A day that counts otherwise than its place in the week says, as a document decided it.
 * Refuses NAME_INVALID, KIND_DOES_NOT_FIT (also where the day is listed as another kind) and what `decidingDocument`
 * refuses; throws LawError CALENDAR_UNKNOWN.
 */
export function declareCalendarDay(
  calendar: WorkingCalendar,
  declaration: Declaration,
  today: Day,
): ChangedDay & { readonly document: DecidingDocument } {
  const day = knownDay(calendar, declaration.day);
  const { kind } = declaration;
  const name = declaration.name.trim();
  if (name === '' || name.length > NAME_CHARACTERS_MAX || /\p{Cc}/u.test(name)) throw nameInvalid();
  const document = decidingDocument(declaration.document, today);
  if (kind === 'swap_work' && !isWeekend(day)) throw kindDoesNotFit('Chỉ ngày cuối tuần mới có thể làm bù.');
  if ((kind === 'in_lieu' || kind === 'swap_off') && isWeekend(day))
    throw kindDoesNotFit('Ngày nghỉ bù hoặc nghỉ hoán đổi phải là ngày làm việc trong tuần.');
  const listed = calendar.days.get(day);
  if (listed && listed.kind !== kind)
    throw kindDoesNotFit(`Ngày này đã là “${listed.name}”; hãy thu hồi trước khi khai báo khác.`);
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
 * Refuses CALENDAR_DAY_NOT_LISTED and what `decidingDocument` refuses; throws LawError CALENDAR_UNKNOWN.
 */
export function withdrawCalendarDay(
  calendar: WorkingCalendar,
  withdrawal: Pick<Declaration, 'day' | 'document'>,
  today: Day,
): ChangedDay & { readonly document: DecidingDocument } {
  const day = knownDay(calendar, withdrawal.day);
  const document = decidingDocument(withdrawal.document, today);
  if (!calendar.days.has(day)) throw notListed(day);
  return { day, now: null, document };
}

function knownDay(calendar: WorkingCalendar, text: string): Day {
  const day = toDay(text);
  // A year that nobody knows is refused in the words every computation refuses it in.
  if (!isKnownDay(calendar, day)) isWorkingDay(calendar, day);
  return day;
}

const documentText = ({ number, issuedOn }: DecidingDocument): string => `${number} ngày ${displayDay(issuedOn)}`;

const nameInvalid = () =>
  new Refusal({
    code: 'NAME_INVALID',
    field: 'name',
    message: 'Tên ngày phải có từ 1 đến 200 ký tự, không xuống dòng.',
    messageEn: 'The name of the day has 1 to 200 characters and no line breaks.',
  });
const kindDoesNotFit = (message: string) =>
  new Refusal({
    code: 'KIND_DOES_NOT_FIT',
    field: 'kind',
    message,
    messageEn:
      'Only a day of the weekend can be worked instead, only a day of the week be off instead, and no day be of two kinds.',
    legalBasis: 'BLLĐ Đ.111 k.3',
  });
export const notListed = (day: Day) =>
  new Refusal({
    code: 'CALENDAR_DAY_NOT_LISTED',
    field: 'day',
    message: `Ngày ${displayDay(day)} không có trong lịch ngày nghỉ, ngày làm bù.`,
    messageEn: `${day} is not listed as a day off or a worked Saturday.`,
  });
