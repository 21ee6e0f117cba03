import { LawError, type LawErrorDetails } from '@tiepdan/dated-table';

/** A question nobody can answer, said in both languages: what a command prints before it ends with 1. */
export const twoSentences = ({ code, message, messageEn, legalBasis }: FaultDetails): Error =>
  new Error([message, messageEn, `[${code}]${legalBasis ? ` Căn cứ: ${legalBasis}` : ''}`].join('\n'));

type FaultDetails = Omit<LawErrorDetails, 'code'> & { readonly code: string };

/** Answers of the law that are a "no" become its two sentences; whatever else is thrown stays as it is. */
export async function inTwoSentences<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof LawError ? twoSentences(error.details) : error;
  }
}
