import type { Day } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';

/** Refuses when an instant has not come yet; `code` says which instant. */
export function checkNotFuture(instant: Date, now: Date, code: string, field: string): void {
  if (instant <= now) return;
  throw new Refusal({
    code,
    field,
    message: 'Thời điểm này chưa đến; hãy ghi thời điểm thực tế.',
    messageEn: 'This moment has not come yet; give the moment it really happened.',
  });
}

/** The year whose register a petition or visit is written in. */
export const registerYear = (on: Day): string => on.slice(0, 4);
