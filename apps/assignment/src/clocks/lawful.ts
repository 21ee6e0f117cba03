import { LawError } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';

/** What the law's tables cannot answer, as a refusal; null for anything else. */
export const refusalOf = (error: unknown): Refusal | null =>
  error instanceof LawError ? new Refusal(error.details) : null;

/** Does work that asks the law; a day its tables do not reach is a refusal, no fault. */
export function lawful<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}
