import { EntitySchema } from 'typeorm';
import type { DeliveryAttempt, Notice } from './notice';

type StoredNotice = Omit<Notice, 'agencyName'> & { readonly leasedUntil: Date | null };

export const noticeTable = new EntitySchema<StoredNotice>({
  name: 'notice',
  columns: {
    id: { type: 'uuid', primary: true },
    version: { type: 'int' },
    template: { type: 'text' },
    templateVersion: { type: 'int', name: 'template_version' },
    audience: { type: 'text' },
    channel: { type: 'text' },
    status: { type: 'text' },
    caseId: { type: 'uuid', name: 'case_id', nullable: true },
    petitionId: { type: 'uuid', name: 'petition_id', nullable: true },
    directiveId: { type: 'uuid', name: 'directive_id', nullable: true },
    agencyId: { type: 'uuid', name: 'agency_id', nullable: true },
    officerId: { type: 'uuid', name: 'officer_id', nullable: true },
    recipientText: { type: 'text', name: 'recipient_text', nullable: true },
    particulars: { type: 'jsonb' },
    dueOn: { type: 'date', name: 'due_on', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    sentAt: { type: 'timestamptz', name: 'sent_at', nullable: true },
    deliveredAt: { type: 'timestamptz', name: 'delivered_at', nullable: true },
    acknowledgedAt: { type: 'timestamptz', name: 'acknowledged_at', nullable: true },
    attemptCount: { type: 'int', name: 'attempt_count', default: 0 },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at', nullable: true },
    leasedUntil: { type: 'timestamptz', name: 'leased_until', nullable: true },
  },
});

export const deliveryAttemptTable = new EntitySchema<DeliveryAttempt>({
  name: 'delivery_attempt',
  columns: {
    noticeId: { type: 'uuid', name: 'notice_id', primary: true },
    ordinal: { type: 'int', primary: true },
    at: { type: 'timestamptz' },
    accepted: { type: 'boolean' },
    providerCode: { type: 'text', name: 'provider_code', nullable: true },
    error: { type: 'text', nullable: true },
  },
});
