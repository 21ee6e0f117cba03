import type { DirectiveEvent } from '@tiepdan/contract-assignment';
import type { Recorded } from '@tiepdan/event-contract';
import { noticeId, type NewNotice } from './notice';
import { newestTemplate, writtenDay } from './notice-templates';

/** One notice for each line under "Nơi nhận": a group is told as the group it is printed as. */
export function announceDirective(imported: Recorded<DirectiveEvent>): NewNotice[] {
  const { data } = imported;
  const template = newestTemplate('directive-sent');
  return data.recipients.map((recipient, ordinal) => ({
    id: noticeId(imported, ordinal),
    template: template.code,
    templateVersion: template.version,
    audience: 'recipient',
    channel: 'LETTER',
    caseId: null,
    petitionId: null,
    directiveId: imported.aggregateId,
    agencyId: recipient.agencyId,
    officerId: null,
    recipientText: recipient.text,
    particulars: {
      recipient: recipient.text,
      title: data.title,
      byNumber: data.documentNumber === null ? '' : ` số ${data.documentNumber}`,
      issued: data.issuedOn === null ? '' : ` ngày ${writtenDay(data.issuedOn)}`,
    },
    dueOn: null,
    createdAt: new Date(imported.recordedAt),
  }));
}
