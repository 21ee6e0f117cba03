export type FindingKind =
  | 'UNREACHABLE_STATE'
  | 'DEAD_END'
  | 'EXIT_FROM_FINAL_STATE'
  | 'ACTION_WITHOUT_ACTOR'
  | 'NOBODY_TOLD'
  | 'TIMER_WITHOUT_RULE'
  | 'CLOCK_WITHOUT_DATE'
  | 'CLOCK_NEVER_MET'
  | 'CLOCK_NEVER_STARTED'
  | 'NEEDLESS_EXCEPTION'
  | 'GUARD_WITHOUT_TEST'
  | 'GUARD_PRESUMES'
  | 'DOCUMENT_WITHOUT_FORM';

/** Something wrong with the tables that reading them cannot show. */
export interface Finding {
  readonly kind: FindingKind;
  /** File and line. */
  readonly at: string;
  readonly problem: string;
}
