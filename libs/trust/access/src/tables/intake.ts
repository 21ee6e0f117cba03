import { anybody, anywhere, grant, grantWith, own, readers, rule, type AccessTable } from '../operation-rule';
import { policyOf } from '../policy';
import { sharedTable } from './shared';

/** What callers ask of intake. */
export const intakeTable = {
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
  trackPetition: rule('Tra cứu tiến độ bằng mã biên nhận', 'Luật TCD Đ.7, Đ.28', grant(anywhere, ...anybody)),
  contactPetitioner: rule('Lấy địa chỉ để gửi thông báo', 'Luật TCD Đ.28', grant(anywhere, 'service')),
} as const satisfies AccessTable;

export type Operation = keyof typeof intakeTable | keyof typeof sharedTable;
export const policy = policyOf({ ...sharedTable, ...intakeTable });
export const { actingAs, authorise, isAllowed } = policy;
