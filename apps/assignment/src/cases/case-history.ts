import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';

/** One thing that happened to a case, with who did it and by which document. */
export interface CaseHistoryEntry {
  readonly caseId: string;
  readonly version: number;
  readonly type: CaseEvent['type'];
  readonly at: Date;
  readonly effectiveOn: Day | null;
  readonly actorId: string | null;
  /** In whose name it was done, by delegation. */
  readonly actingFor: string | null;
  readonly document: { readonly number: string | null; readonly title: string; readonly issuedOn: string } | null;
}

/** What each kind of event is called where people read. */
export const eventLabels: Readonly<Record<CaseEvent['type'], string>> = {
  CaseOpened: 'Mở vụ việc',
  CasePetitionJoined: 'Nhập thêm đơn trùng',
  CaseClassified: 'Phân loại, xử lý đơn',
  CaseAssigned: 'Giao cán bộ xử lý',
  CaseAccepted: 'Thụ lý giải quyết',
  CaseSuspended: 'Tạm đình chỉ giải quyết',
  CaseResumed: 'Tiếp tục giải quyết',
  CaseExtended: 'Gia hạn giải quyết',
  CaseSendingConfirmed: 'Xác nhận đã gửi quyết định tạm đình chỉ, tiếp tục',
  CaseDeadlinesMoved: 'Tính lại thời hạn do lịch làm việc thay đổi',
  CaseClosed: 'Kết thúc vụ việc',
};
