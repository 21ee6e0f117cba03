import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Recorded } from '@tiepdan/event-contract';
import { noticeId, type NewNotice } from './notice';
import { newestTemplate, writtenDay } from './notice-templates';

type Accepted = Recorded<Extract<CaseEvent, { type: 'CaseAccepted' }>>;

const templateOf = {
  COMPLAINT: 'case-accepted',
  DENUNCIATION: 'denunciation-accepted',
  PROPOSAL: 'petition-accepted',
  FEEDBACK: 'petition-accepted',
} as const;

/** The notice of acceptance to whoever brought the petition (Luật Khiếu nại Đ.27; Luật Tố cáo Đ.29 k.3). */
export function announceAcceptance(accepted: Accepted): NewNotice {
  const { data } = accepted;
  const template = newestTemplate(templateOf[data.kind]);
  const resolution = data.deadlines.find(({ rule }) => rule.includes('.resolve.'));
  return {
    id: noticeId(accepted, 0),
    template: template.code,
    templateVersion: template.version,
    audience: 'petitioner',
    channel: data.replyChannel,
    caseId: accepted.aggregateId,
    petitionId: data.petitionId,
    directiveId: null,
    agencyId: data.agencyId,
    officerId: null,
    recipientText: null,
    particulars: {
      caseNumber: data.caseNumber,
      petitionNumber: data.petitionNumber,
      acceptedOn: writtenDay(data.acceptedOn),
      byDocument: data.documentNumber === null ? '' : ` theo văn bản số ${data.documentNumber}`,
      resolveDueOn: resolution ? writtenDay(resolution.dueOn) : 'theo quy định của pháp luật',
    },
    dueOn: data.noticeDueOn,
    createdAt: new Date(accepted.recordedAt),
  };
}
