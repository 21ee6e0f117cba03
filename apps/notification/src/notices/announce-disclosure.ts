import type { DisclosureEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { noticeId, type NewNotice } from './notice';
import { newestTemplate, writtenMoment } from './notice-templates';

type Approved = Recorded<Extract<DisclosureEvent, { type: 'DisclosureApproved' }>>;

/** One notice to each officer who watches over openings of identities; it tells that there was one, and never whose identity. */
export function announceDisclosure(approved: Approved): NewNotice[] {
  const { data } = approved;
  const template = newestTemplate('denunciation-identity-opened');
  return data.overseerIds.map((officerId, ordinal) => ({
    id: noticeId(approved, ordinal),
    template: template.code,
    templateVersion: template.version,
    audience: 'overseer',
    channel: 'IN_APP',
    caseId: null,
    petitionId: data.petitionId,
    directiveId: null,
    agencyId: data.receivingAgencyId,
    officerId,
    recipientText: null,
    particulars: { petitionNumber: data.petitionNumber, openUntil: writtenMoment(data.openUntil) },
    dueOn: null,
    createdAt: new Date(approved.recordedAt),
  }));
}
