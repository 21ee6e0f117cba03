import { v5 } from 'uuid';
import type { AccessObject } from '@tiepdan/access';

export const noticeChannels = ['LETTER', 'EMAIL', 'SMS', 'ZALO', 'IN_APP', 'WEBHOOK'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export const noticeStatuses = ['PENDING', 'SENT', 'DELIVERED', 'FAILED', 'ACKNOWLEDGED', 'SUPERSEDED'] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

/** One message to one recipient through one channel (thông báo gửi đi). It knows no name and no address. */
export interface Notice {
  readonly id: string;
  readonly version: number;
  readonly template: string;
  readonly templateVersion: number;
  readonly audience: string;
  readonly channel: NoticeChannel;
  readonly status: NoticeStatus;
  readonly caseId: string | null;
  readonly petitionId: string | null;
  readonly directiveId: string | null;
  /** The body it is written for or, for a notice to a citizen, in whose name. */
  readonly agencyId: string | null;
  readonly agencyName: string | null;
  /** The officer it is written for; null where it is for somebody else, or for whoever heads the agency. */
  readonly officerId: string | null;
  /** The addressee as printed in a published document. */
  readonly recipientText: string | null;
  /** What the template's placeholders stand for; official numbers and days only. */
  readonly particulars: Readonly<Record<string, string>>;
  readonly dueOn: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly attemptCount: number;
  readonly nextAttemptAt: Date | null;
}

/** A notice as access is judged by; whom its petition is about is looked at where notices are read. */
export const accessObjectOf = ({ agencyId, officerId }: Notice): AccessObject => ({ agencyId, officerId });

/** A notice as a consumer makes it: pending, first version. */
export type NewNotice = Pick<
  Notice,
  | 'id'
  | 'template'
  | 'templateVersion'
  | 'audience'
  | 'channel'
  | 'caseId'
  | 'petitionId'
  | 'directiveId'
  | 'agencyId'
  | 'officerId'
  | 'recipientText'
  | 'particulars'
  | 'dueOn'
  | 'createdAt'
>;

export interface DeliveryAttempt {
  readonly noticeId: string;
  readonly ordinal: number;
  readonly at: Date;
  readonly accepted: boolean;
  readonly providerCode: string | null;
  readonly error: string | null;
}

const NAMESPACE = '8d6c1f6e-4a2b-5a53-9a3c-51d2c5a8a0f4';

/** The same event makes the same notices, however often it is read: a replay neither repeats nor resends one. */
export const noticeId = (
  source: { readonly aggregateId: string; readonly aggregateVersion: number },
  ordinal: number,
): string => v5(`${source.aggregateId}/${source.aggregateVersion}/${ordinal}`, NAMESPACE);

/** Waits after the first, second … failed attempt; after the last one the notice has failed. */
const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 600_000] as const;

/** When to try again after `attemptCount` failures, or null when there is no further try. */
export function nextAttemptAt(attemptCount: number, now: Date): Date | null {
  const delay = RETRY_DELAYS_MS[attemptCount - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay);
}

/** What an attempt makes of a notice. */
export interface AttemptOutcome {
  readonly accepted: boolean;
  readonly providerCode: string | null;
  readonly error: string | null;
  /** Where no e-mail address is known the notice goes by letter. */
  readonly channel: NoticeChannel;
  readonly nextAttemptAt: Date | null;
}
