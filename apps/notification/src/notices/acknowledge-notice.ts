import type { Access } from '@tiepdan/access';
import { Refusal } from '@tiepdan/refusal';
import { accessObjectOf, type Notice } from './notice';

/** Whether a notice can be acknowledged now. Refuses NOTICE_UNKNOWN, VERSION_CHANGED, ALREADY_ACKNOWLEDGED. */
export function checkAcknowledgement(notice: Notice | null, expectedVersion: number, access: Access): Notice {
  // What may not be known to exist looks the same as what does not exist.
  if (!notice?.agencyId || !access.may('acknowledgeNotice', accessObjectOf(notice))) throw noticeUnknown();
  if (notice.status === 'ACKNOWLEDGED') throw alreadyAcknowledged();
  if (notice.version !== expectedVersion) throw versionChanged();
  return notice;
}

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
