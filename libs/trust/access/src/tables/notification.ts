import { anywhere, grant, officers, own, readers, rule, type AccessTable } from '../operation-rule';
import { policyOf } from '../policy';
import { sharedTable } from './shared';

/** What callers ask of notification. */
export const notificationTable = {
  readNotice: rule(
    'Xem thông báo gửi đi, trừ nội dung',
    'Luật TCD Đ.28',
    ...readers,
    grant(own, 'administrator', 'overseer'),
  ),
  readNoticeText: rule(
    'Xem nội dung thông báo gửi đi',
    'Luật TCD Đ.28',
    grant(own, 'receptionist', 'processor', 'resolver', 'verifier', 'records-clerk', 'head', 'leader'),
    grant(own, 'administrator', 'overseer'),
    grant(anywhere, 'reception-board', 'inspector'),
  ),
  acknowledgeNotice: rule('Xác nhận đã nhận thông báo', 'Luật TCD Đ.28', grant(own, ...officers)),
} as const satisfies AccessTable;

export type Operation = keyof typeof notificationTable | keyof typeof sharedTable;
export const policy = policyOf({ ...sharedTable, ...notificationTable });
