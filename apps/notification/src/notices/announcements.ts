import type { CalendarEvent, CaseEvent, DirectiveEvent } from '@tiepdan/contract-assignment';
import type { DisclosureEvent } from '@tiepdan/contract-intake';
import { handler, overseers, petitioner, printedRecipients, type Addressee } from './addressees';
import type { TemplateCode } from './notice-texts';
import { writtenDay, writtenMoment } from './written-dates';

/** Events that can make notices. */
export type AnnouncedEvent = CaseEvent | DirectiveEvent | CalendarEvent | DisclosureEvent;
type EventType = AnnouncedEvent['type'];
type DataOf<Type extends EventType> = Extract<AnnouncedEvent, { readonly type: Type }>['data'];

/** One kind of notice that an event makes. */
export interface Announcement<Data = AnnouncedEvent['data']> {
  readonly template: TemplateCode;
  /** Only for matters of these kinds; for all of them where it is left out. */
  readonly kinds?: readonly string[];
  to(data: Data): readonly Addressee[];
  /** What the fields of the template stand for; `agencyName` and, for a printed addressee, `recipient` are known without it. */
  fields(data: Data): Readonly<Record<string, string>>;
  /** Last day to tell the recipient; null where the law sets none. */
  dueOn?(data: Data): string | null;
}

const acceptance: Pick<Announcement<DataOf<'CaseAccepted'>>, 'to' | 'fields' | 'dueOn'> = {
  to: petitioner,
  fields({ caseNumber, petitionNumber, acceptedOn, documentNumber, deadlines }) {
    const resolution = deadlines.find(({ rule }) => rule.includes('.resolve.'));
    return {
      caseNumber,
      petitionNumber,
      acceptedOn: writtenDay(acceptedOn),
      byDocument: documentNumber === null ? '' : ` theo văn bản số ${documentNumber}`,
      resolveDueOn: resolution ? writtenDay(resolution.dueOn) : 'theo quy định của pháp luật',
    };
  },
  dueOn: ({ noticeDueOn }) => noticeDueOn,
};

/**
 * Which event makes which notices. A new notice is a line here and a text. Within an event, lines are only added at the end, so that
 * an event that is read again makes the notices it made before and no second ones beside them.
 */
export const announcements: { readonly [Type in EventType]?: readonly Announcement<DataOf<Type>>[] } = {
  // Luật Khiếu nại Đ.27; Luật Tố cáo Đ.29 k.3
  CaseAccepted: [
    { kinds: ['COMPLAINT'], template: 'case-accepted', ...acceptance },
    { kinds: ['DENUNCIATION'], template: 'denunciation-accepted', ...acceptance },
    { kinds: ['PROPOSAL', 'FEEDBACK'], template: 'petition-accepted', ...acceptance },
  ],
  DeadlinesMoved: [
    {
      template: 'deadlines-moved',
      to: handler,
      fields: ({ caseCount, changedDays, nextDueOn }) => ({
        caseCount: String(caseCount),
        changedDays: changedDays.map(writtenDay).join(', '),
        nextDueOn: nextDueOn === null ? 'không còn thời hạn nào đang tính' : writtenDay(nextDueOn),
      }),
      dueOn: ({ nextDueOn }) => nextDueOn,
    },
  ],
  // Says that there was an opening, and never whose identity it was.
  DisclosureApproved: [
    {
      template: 'denunciation-identity-opened',
      to: overseers,
      fields: ({ petitionNumber, openUntil }) => ({ petitionNumber, openUntil: writtenMoment(openUntil) }),
    },
  ],
  DirectiveImported: [
    {
      template: 'directive-sent',
      to: printedRecipients,
      fields: ({ title, documentNumber, issuedOn }) => ({
        title,
        byNumber: documentNumber === null ? '' : ` số ${documentNumber}`,
        issued: issuedOn === null ? '' : ` ngày ${writtenDay(issuedOn)}`,
      }),
    },
  ],
};
