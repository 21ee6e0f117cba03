import { caseContract, directiveContract } from '@tiepdan/contract-assignment';
import type { Recorded } from '@tiepdan/event-contract';
import { announcements, type AnnouncedEvent, type Announcement } from './announcements';
import type { Addressee } from './addressees';
import { noticeId, type NewNotice } from './notice';
import { newestVersion } from './notice-templates';

/** The notices that an event makes, one for each recipient; none for most events. */
export function announce(event: Recorded<AnnouncedEvent>): NewNotice[] {
  const rows: readonly Announcement[] = announcements[event.type] ?? [];
  const { data } = event;
  return rows
    .filter(({ kinds }) => !kinds || ('kind' in data && kinds.includes(data.kind)))
    .flatMap((row) => row.to(data).map((addressee) => ({ row, addressee })))
    .map(({ row, addressee }, ordinal) => noticeOf(event, row, addressee, ordinal));
}

function noticeOf(
  event: Recorded<AnnouncedEvent>,
  { template, fields, dueOn }: Announcement,
  { officerId = null, recipientText = null, ...addressee }: Addressee,
  ordinal: number,
): NewNotice {
  const { topic, aggregateId, data } = event;
  return {
    id: noticeId(event, ordinal),
    template,
    templateVersion: newestVersion(template),
    ...addressee,
    officerId,
    recipientText,
    caseId: topic === caseContract.topic ? aggregateId : null,
    directiveId: topic === directiveContract.topic ? aggregateId : null,
    petitionId: 'petitionId' in data ? data.petitionId : null,
    particulars: { ...fields(data), ...(recipientText !== null && { recipient: recipientText }) },
    dueOn: dueOn?.(data) ?? null,
    createdAt: new Date(event.recordedAt),
  };
}
