import {
  code,
  codeOf,
  day,
  defineContract,
  flag,
  identifier,
  instant,
  type EventOf,
  count,
} from '@tiepdan/event-contract';
import { z } from 'zod';

const channels = ['LETTER', 'EMAIL', 'SMS', 'ZALO', 'IN_APP', 'WEBHOOK'] as const;

/** What notification tells about a notice: to which kind of reader, through which channel, with which proof. */
export const noticeContract = defineContract('notification.notice.v1', {
  NoticeCreated: z.object({
    template: code(),
    templateVersion: count(),
    audience: code(),
    channel: codeOf(channels),
    caseId: identifier().nullable(),
    petitionId: identifier().nullable(),
    directiveId: identifier().nullable(),
    agencyId: identifier().nullable(),
    /** The officer it is written for, where it is for one. */
    officerId: identifier().nullable().optional(),
    dueOn: day().nullable(),
  }),
  NoticeAttempted: z.object({ attemptedAt: instant(), accepted: flag(), providerCode: code().nullable() }),
  NoticeDelivered: z.object({ deliveredAt: instant() }),
  NoticeAcknowledged: z.object({ acknowledgedAt: instant() }),
});
export type NoticeEvent = EventOf<typeof noticeContract>;
