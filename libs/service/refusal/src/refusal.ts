/** What a caller is told when the business says no: data, never a fault, and never with personal data in it. */
export interface RefusalDetails {
  /** Stable, in capitals with underscores: programs decide by it. */
  readonly code: string;
  /** One sentence in Vietnamese, fit for a person of the province. */
  readonly message: string;
  readonly messageEn: string;
  /** Path of the input that caused it, such as `petition.summary`. */
  readonly field?: string | null;
  /** Article of law, as printed in a decision: `Luật TCD Đ.29`. */
  readonly legalBasis?: string | null;
}

/** A business "no". Thrown by rules, turned into an answer at the way in; everything else that is thrown is a fault. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly details: RefusalDetails) {
    super(details.code);
  }
}
