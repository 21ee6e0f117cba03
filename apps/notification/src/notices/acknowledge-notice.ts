import { noticeContract, type NoticeEvent } from '@tiepdan/contract-notification';
import { Refusal } from '@tiepdan/refusal';
import type { Notice } from './notice';

/** Refuses ALREADY_ACKNOWLEDGED. */
export function checkAcknowledgement({ status }: Notice): void {
  if (status === 'ACKNOWLEDGED') throw alreadyAcknowledged();
}

/** Tells that the addressed agency confirmed a notice. */
export const noticeAcknowledged = ({ id, version }: Notice, at: Date): NoticeEvent => ({
  topic: noticeContract.topic,
  type: 'NoticeAcknowledged',
  aggregateId: id,
  aggregateVersion: version,
  data: { acknowledgedAt: at.toISOString() },
});

export const noticeUnknown = () =>
  new Refusal({
    code: 'NOTICE_UNKNOWN',
    field: 'notice',
    message: 'Không tìm thấy thông báo này gửi cho cơ quan của bạn.',
    messageEn: 'There is no such notice for your agency.',
  });
const alreadyAcknowledged = () =>
  new Refusal({
    code: 'ALREADY_ACKNOWLEDGED',
    field: 'notice',
    message: 'Thông báo này đã được xác nhận.',
    messageEn: 'This notice has been acknowledged.',
  });

export const versionChanged = () =>
  new Refusal({
    code: 'VERSION_CHANGED',
    field: 'expectedVersion',
    message: 'Thông báo vừa có thay đổi; hãy xem lại rồi thực hiện lại.',
    messageEn: 'The notice has just changed; look again and repeat.',
  });
