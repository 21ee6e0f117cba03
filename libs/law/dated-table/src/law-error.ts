export type LawErrorCode =
  | 'MALFORMED_DAY'
  | 'CALENDAR_UNKNOWN'
  | 'UNKNOWN_RULE'
  | 'RULE_NOT_IN_FORCE'
  | 'RULE_HAS_NO_DATE'
  | 'UNKNOWN_CODE'
  | 'PAUSE_ENDS_BEFORE_IT_BEGINS'
  | 'PAUSE_NOT_ALLOWED'
  | 'EXTENSION_MALFORMED'
  | 'EXTENSION_NOT_ALLOWED'
  | 'EXTENSION_BEYOND_LAW'
  | 'UNKNOWN_FORM'
  | 'NO_RULE_SET';

/** Why the law gives no answer: as data, in the shape of a refusal, so that a way in may hand it on unchanged. */
export interface LawErrorDetails {
  readonly code: LawErrorCode;
  /** One sentence in Vietnamese. */
  readonly message: string;
  readonly messageEn: string;
  readonly legalBasis?: string | null;
}

/** Thrown when the law as loaded gives no answer to a question. A fault in the tables themselves is a plain Error. */
export class LawError extends Error {
  override readonly name = 'LawError';
  constructor(readonly details: LawErrorDetails) {
    super(`${details.code}: ${details.messageEn}`);
  }
  get code(): LawErrorCode {
    return this.details.code;
  }
}
