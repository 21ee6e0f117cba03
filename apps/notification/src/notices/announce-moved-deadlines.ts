import type { CalendarEvent } from '@tiepdan/contract-assignment';
import type { Recorded } from '@tiepdan/event-contract';
import { noticeId, type NewNotice } from './notice';
import { newestTemplate, writtenDay } from './notice-templates';

type Moved = Recorded<Extract<CalendarEvent, { type: 'DeadlinesMoved' }>>;

/** One summary to whoever answers for the cases: the officer who handles them, or the head of the agency. */
export function announceMovedDeadlines(moved: Moved): NewNotice {
  const { agencyId, officerId, caseCount, changedDays, nextDueOn } = moved.data;
  const template = newestTemplate('deadlines-moved');
  return {
    id: noticeId(moved, 0),
    template: template.code,
    templateVersion: template.version,
    audience: officerId === null ? 'agency-head' : 'officer',
    channel: 'IN_APP',
    caseId: null,
    petitionId: null,
    directiveId: null,
    agencyId,
    officerId,
    recipientText: null,
    particulars: {
      caseCount: String(caseCount),
      changedDays: changedDays.map(writtenDay).join(', '),
      nextDueOn: nextDueOn === null ? 'không còn thời hạn nào đang tính' : writtenDay(nextDueOn),
    },
    dueOn: nextDueOn,
    createdAt: new Date(moved.recordedAt),
  };
}
