import { Refusal } from '@tiepdan/refusal';
import { checkLength, tidy } from '../../texts/text';

/** Who brought a petition is to be forgotten (xóa, hủy dữ liệu cá nhân), and why. */
export interface ErasureToMake {
  readonly petition: string;
  readonly reason: string;
}

const REASON_CHARACTERS_MAX = 500;

/** The reason, tidied. Refuses REASON_EMPTY, TEXT_TOO_LONG. */
export function checkReason({ reason }: ErasureToMake): string {
  const tidied = tidy(reason);
  if (tidied === '') throw reasonEmpty();
  checkLength(tidied, REASON_CHARACTERS_MAX, 'reason');
  return tidied;
}

const LEGAL_BASIS = 'Luật 91/2025 Đ.14';

const reasonEmpty = () =>
  new Refusal({
    code: 'REASON_EMPTY',
    field: 'reason',
    message: 'Phải ghi rõ căn cứ xóa danh tính.',
    messageEn: 'Say on what ground they are to be erased.',
    legalBasis: LEGAL_BASIS,
  });

/** Refuses PETITION_UNDER_WAY: whoever must still be answered cannot be forgotten. */
export const underWay = () =>
  new Refusal({
    code: 'PETITION_UNDER_WAY',
    field: 'petition',
    message: 'Đơn này, hoặc đơn khác nộp cùng lượt tiếp, chưa xử lý xong; chưa được xóa danh tính người đứng đơn.',
    messageEn: 'This petition, or another one brought with it, is not over; its petitioners cannot be erased yet.',
    legalBasis: LEGAL_BASIS,
  });
