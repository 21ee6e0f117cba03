import type { Role } from './principal';
import type { Relation } from './relation';

/** What else must be there beside the duty. */
export type Need = 'PURPOSE' | 'SECOND_PERSON';

/** Who may, and how they must stand to what they touch. */
export interface Grant {
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
  readonly needs: readonly Need[];
}
export interface OperationRule {
  /** What it is called where people read, in Vietnamese. */
  readonly label: string;
  readonly legalBasis: string;
  readonly grants: readonly Grant[];
}

type Reach = readonly Relation[];
/** What one's own body answers for. */
const own: Reach = ['OWN_CASE', 'OWN_AGENCY'];
/** And what the bodies below it answer for. */
const below: Reach = [...own, 'SUPERIOR'];
/** Everything in the province but what one is excluded from. */
const anywhere: Reach = [...below, 'NONE'];

const officers: readonly Role[] = [
  ...(['receptionist', 'processor', 'head', 'reception-board', 'resolver', 'verifier', 'records-clerk'] as const),
  ...(['inspector', 'leader', 'liaison', 'analyst', 'identity-custodian', 'overseer', 'administrator'] as const),
];
const anybody: readonly Role[] = [...officers, 'citizen'];

const grant = (relations: Reach, ...roles: readonly Role[]): Grant => ({ roles, relations, needs: [] });
/** Given only to whoever says what for, and has another person's approval where that is asked. */
const grantWith = (needs: readonly Need[], relations: Reach, ...roles: readonly Role[]): Grant => ({
  ...grant(relations, ...roles),
  needs,
});
const rule = (label: string, legalBasis: string, ...grants: readonly Grant[]): OperationRule => ({
  label,
  legalBasis,
  grants,
});

/** Those who handle a matter see their own body's; a head also what the bodies below answer for; some follow all of the province. */
const readers: readonly Grant[] = [
  grant(own, 'receptionist', 'processor', 'resolver', 'verifier', 'records-clerk'),
  grant(below, 'head'),
  grant(anywhere, 'reception-board', 'inspector', 'leader'),
];

/**
 * Operation × role × relation. Whoever is not named may not, and EXCLUDED is named nowhere: who is in conflict with a matter may
 * do nothing with it.
 */
export const accessTable = {
  registerVisit: rule('Ghi nhận lượt tiếp', 'Luật TCD Đ.25', grant(own, 'receptionist', 'reception-board')),
  receivePetition: rule(
    'Tiếp nhận đơn',
    'Luật TCD Đ.25; TT 05/2021',
    grant(own, 'receptionist', 'processor', 'reception-board'),
  ),
  classifyPetition: rule('Phân loại đơn', 'TT 05/2021 Đ.6', grant(own, 'processor', 'reception-board')),
  withdrawPetition: rule(
    'Ghi nhận việc rút đơn',
    'Luật KN Đ.10; Luật TC Đ.33',
    grant(own, 'receptionist', 'processor', 'reception-board'),
  ),
  readPetition: rule(
    'Xem đơn, trừ nội dung và người đứng đơn',
    'Luật TCD Đ.8',
    ...readers,
    // To say whose name is to be opened, and nothing of what was said.
    grant(anywhere, 'identity-custodian'),
  ),
  readVisit: rule('Xem lượt tiếp, trừ nội dung và người được tiếp', 'Luật TCD Đ.8', ...readers),
  readPetitionContent: rule(
    'Xem nội dung đơn và người đứng đơn',
    'Luật TCD Đ.8; NĐ 154/2026 Đ.12 k.2',
    grant(own, 'receptionist', 'processor', 'reception-board', 'head', 'resolver', 'verifier'),
  ),
  readDenouncer: rule(
    'Xem người tố cáo',
    'Luật TC Đ.47, Đ.49, Đ.56',
    grant(own, 'receptionist'),
    grantWith(['PURPOSE', 'SECOND_PERSON'], anywhere, 'identity-custodian'),
  ),
  requestDisclosure: rule(
    'Đề nghị mở danh tính người tố cáo',
    'Luật TC Đ.49, Đ.56',
    grantWith(['PURPOSE'], anywhere, 'identity-custodian'),
  ),
  approveDisclosure: rule(
    'Chấp thuận mở danh tính người tố cáo',
    'Luật TC Đ.49, Đ.56',
    grant(anywhere, 'identity-custodian'),
  ),
  readDisclosure: rule(
    'Xem các lần mở danh tính người tố cáo',
    'Luật TC Đ.49, Đ.56',
    grant(anywhere, 'identity-custodian', 'overseer'),
  ),
  erasePetitioners: rule(
    'Xóa danh tính người đứng đơn đã xử lý xong',
    'Luật 91/2025 Đ.14',
    grantWith(['PURPOSE'], anywhere, 'identity-custodian'),
  ),
  keepDenouncers: rule(
    'Đặt cách giữ danh tính người tố cáo của cơ quan',
    'Luật TC Đ.56; QĐ 774/QĐ-TTg 2020',
    grant(own, 'head', 'administrator'),
  ),
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
  readAgency: rule('Xem danh bạ cơ quan', 'Luật TCD Đ.24', grant(anywhere, ...anybody)),
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
  readReport: rule('Xem báo cáo', 'TT 06/2025', grant(anywhere, ...officers)),
  readReportItems: rule(
    'Xem vụ việc đứng sau một số liệu',
    'TT 06/2025',
    grant(below, 'head'),
    grant(anywhere, 'reception-board', 'inspector', 'leader', 'analyst'),
  ),
  readAuditTrail: rule(
    'Xem vết của một hồ sơ trong nhật ký',
    'Luật TC Đ.49; Luật 91/2025 Đ.37',
    grant(anywhere, 'overseer'),
  ),
  trackPetition: rule('Tra cứu tiến độ bằng mã biên nhận', 'Luật TCD Đ.7, Đ.28', grant(anywhere, ...anybody)),
  readLaw: rule('Xem quy định, lịch làm việc, tính thời hạn', 'Luật TCD Đ.24', grant(anywhere, ...anybody)),
  readSelf: rule('Xem thông tin của chính mình', 'Luật 91/2025 Đ.4', grant(anywhere, ...anybody)),
  askFreely: rule(
    'Truy vấn đồ thị ngoài danh mục đã đăng ký',
    'Luật 91/2025 Đ.37',
    grant(anywhere, 'inspector', 'analyst', 'overseer', 'administrator'),
  ),
  readStanding: rule('Hỏi tình trạng của cán bộ để xác thực', 'Luật 91/2025 Đ.37', grant(anywhere, 'service')),
  contactPetitioner: rule('Lấy địa chỉ để gửi thông báo', 'Luật TCD Đ.28', grant(anywhere, 'service')),
} as const satisfies Readonly<Record<string, OperationRule>>;

export type Operation = keyof typeof accessTable;
export const operations = Object.keys(accessTable) as readonly Operation[];
