import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Petition } from './petition';

/** The petitioner takes a petition back (rút đơn). */
export interface Withdrawal {
  readonly petition: string;
  readonly expectedVersion: number;
  /** Day of the letter or minutes. */
  readonly on: string;
  /** Which part; left out: all of it. */
  readonly scope?: string | null;
  /** Whether there are signs that the petitioner was forced; then handling goes on. */
  readonly coerced?: boolean | null;
}

/** Refuses NOT_WITHDRAWABLE. */
export function checkWithdrawable({ status }: Petition): void {
  if (status === 'WITHDRAWN' || status === 'INELIGIBLE') throw notWithdrawable();
}

/** The petition after it was taken back as a whole. Refuses PARTIAL_WITHDRAWAL, WITHDRAWN_IN_FUTURE, WITHDRAWN_BEFORE_RECEIVED. */
export function withdraw(petition: Petition, withdrawal: Withdrawal, today: Day): Petition {
  // Whoever takes back a part wants the rest settled, so the petition must not be closed.
  if (withdrawal.scope?.trim()) throw partialWithdrawal();
  if (withdrawal.on > today) throw withdrawnInFuture();
  if (withdrawal.on < petition.receivedOn) throw withdrawnBeforeReceived();
  return { ...petition, version: petition.version + 1, status: 'WITHDRAWN', withdrawnOn: withdrawal.on };
}

const notWithdrawable = () =>
  new Refusal({
    code: 'NOT_WITHDRAWABLE',
    field: 'petition',
    message: 'Đơn này đã rút hoặc đã được xác định không đủ điều kiện xử lý.',
    messageEn: 'This petition was withdrawn, or found not eligible, before.',
  });
const partialWithdrawal = () =>
  new Refusal({
    code: 'PARTIAL_WITHDRAWAL',
    field: 'scope',
    message: 'Rút một phần thì phần còn lại vẫn phải được giải quyết: hãy ghi vào hồ sơ, không đánh dấu đơn là đã rút.',
    messageEn: 'After a partial withdrawal the rest must still be settled: note it in the file and leave the petition.',
    legalBasis: 'Luật KN Đ.10; Luật TC Đ.33 k.1',
  });
const withdrawnInFuture = () =>
  new Refusal({
    code: 'WITHDRAWN_IN_FUTURE',
    field: 'on',
    message: 'Ngày rút đơn không thể sau hôm nay.',
    messageEn: 'A petition cannot be withdrawn on a day to come.',
  });
const withdrawnBeforeReceived = () =>
  new Refusal({
    code: 'WITHDRAWN_BEFORE_RECEIVED',
    field: 'on',
    message: 'Ngày rút đơn không thể trước ngày tiếp nhận đơn.',
    messageEn: 'A petition cannot be withdrawn before it was received.',
  });
