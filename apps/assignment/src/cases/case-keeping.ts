import type { Standing } from '@tiepdan/access';
import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { Workflows } from '@tiepdan/workflow';

/** What following the events of intake takes; the law is the one of the transaction. */
export interface CaseKeeping {
  readonly law: Law;
  readonly workflow: Workflows;
  readonly now: () => Date;
  /** Who stands above whom, today. */
  readonly standing: Standing;
}

/** Refused where an event does not fit the case: it is kept aside with its petition, while others go on. */
export const outOfStep = (code: 'CASE_UNKNOWN' | 'CASE_NOT_AT_THIS_STEP' | 'ORIGINAL_UNKNOWN') =>
  new Refusal({
    code,
    message: 'Vụ việc của đơn này, hoặc của đơn mà nó lặp lại, chưa có hoặc không ở bước phù hợp.',
    messageEn: 'The case of this petition, or of the one it repeats, is not there or not at a fitting step.',
  });
