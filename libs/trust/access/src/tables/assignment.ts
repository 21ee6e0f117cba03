import { anybody, anywhere, grant, officers, own, readers, rule, type AccessTable } from '../operation-rule';
import { policyOf } from '../policy';
import { sharedTable } from './shared';

/** What callers ask of assignment. */
export const assignmentTable = {
  readCase: rule('Xem vụ việc', 'Luật TCD Đ.8; Luật TC Đ.11', ...readers),
  assignCase: rule('Giao cán bộ xử lý', 'Luật TCD Đ.18', grant(own, 'reception-board', 'head')),
  acceptCase: rule('Thụ lý', 'Luật KN Đ.27; Luật TC Đ.29', grant(own, 'resolver', 'head')),
  suspendCase: rule('Tạm đình chỉ', 'Luật KN Đ.11a; Luật TC Đ.34', grant(own, 'resolver', 'head')),
  resumeCase: rule('Tiếp tục giải quyết', 'Luật KN Đ.11a; Luật TC Đ.34', grant(own, 'resolver', 'head')),
  extendCase: rule('Gia hạn giải quyết', 'Luật TC Đ.30', grant(own, 'resolver', 'head')),
  confirmSending: rule(
    'Xác nhận đã gửi quyết định',
    'NĐ 124/2020 Đ.28b; Luật TC Đ.34 k.4',
    grant(own, 'processor', 'resolver', 'head'),
  ),
  transferCase: rule('Chuyển vụ việc', 'Luật TCD Đ.26', grant(own, 'reception-board', 'head')),
  decideCase: rule('Ban hành quyết định, kết luận', 'Luật KN Đ.31; Luật TC Đ.35', grant(own, 'resolver', 'head')),
  closeCase: rule('Kết thúc vụ việc', 'Luật KN Đ.34; Luật TC Đ.39', grant(own, 'resolver', 'head')),
  grantDelegation: rule('Ủy quyền nhiệm vụ của mình', 'Luật TCD Đ.18', grant(own, ...officers)),
  withdrawDelegation: rule('Chấm dứt ủy quyền', 'Luật TCD Đ.18', grant(own, ...officers)),
  suspendOfficer: rule('Đình chỉ quyền truy cập của cán bộ', 'Luật 91/2025 Đ.37', grant(anywhere, 'administrator')),
  reinstateOfficer: rule('Khôi phục quyền truy cập', 'Luật 91/2025 Đ.37', grant(anywhere, 'administrator')),
  declareCalendarDay: rule('Khai báo ngày nghỉ, ngày làm bù', 'BLLĐ Đ.111, Đ.112', grant(anywhere, 'administrator')),
  withdrawCalendarDay: rule('Thu hồi ngày đã khai báo', 'BLLĐ Đ.111, Đ.112', grant(anywhere, 'administrator')),
  importDirective: rule(
    'Nhập thông báo kết luận',
    'NĐ 154/2026 Đ.25',
    grant(anywhere, 'reception-board', 'leader', 'administrator'),
  ),
  readDirective: rule('Xem thông báo kết luận', 'NĐ 154/2026 Đ.25', grant(anywhere, ...officers)),
  readLaw: rule('Xem quy định, lịch làm việc, tính thời hạn', 'Luật TCD Đ.24', grant(anywhere, ...anybody)),
  readSelf: rule('Xem thông tin của chính mình', 'Luật 91/2025 Đ.4', grant(anywhere, ...anybody)),
  readStanding: rule('Hỏi tình trạng của cán bộ để xác thực', 'Luật 91/2025 Đ.37', grant(anywhere, 'service')),
} as const satisfies AccessTable;

export type Operation = keyof typeof assignmentTable | keyof typeof sharedTable;
export const policy = policyOf({ ...sharedTable, ...assignmentTable });
export const { accessOf, authorise, isAllowed } = policy;
