import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import { checkMentions } from '../../agencies/agency';
import type { DenouncerKeeping, KeepingFrom } from './denouncer';

/** What an agency's head decides. */
export interface KeepingToSet {
  readonly agency: string;
  readonly keptIn: DenouncerKeeping;
  readonly from: string;
}

/** Refuses AGENCY_UNKNOWN, and KEEPING_NOT_TO_COME: how denouncers were kept on a day that has begun stays as it was. */
export function prepareKeeping({ agency, keptIn, from }: KeepingToSet, today: Day): KeepingFrom {
  checkMentions([{ field: 'agency', id: agency }]);
  if (from <= today) throw notToCome();
  return { agencyId: agency.toLowerCase(), keptIn, from };
}

/** Refuses a decision that is not there. */
export const keepingUnknown = () =>
  new Refusal({
    code: 'KEEPING_UNKNOWN',
    message: 'Không tìm thấy quyết định về cách giữ danh tính này.',
    messageEn: 'There is no such decision on how denouncers are kept.',
  });

const notToCome = () =>
  new Refusal({
    code: 'KEEPING_NOT_TO_COME',
    field: 'from',
    message: 'Cách giữ danh tính người tố cáo chỉ đổi được từ ngày mai trở đi.',
    messageEn: 'How denouncers are kept can be changed from tomorrow on at the earliest.',
  });
