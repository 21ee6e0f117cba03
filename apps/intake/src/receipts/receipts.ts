import type { KeyObject } from 'node:crypto';
import { contentMark, receiptText, type TrackingCodes } from '@tiepdan/receipt';
import type { NewPetition, Petition } from '../petitions/petition';

/** What receipts are made with. */
export interface Receipts {
  readonly codes: TrackingCodes;
  /** Signs them; its public half is published, beside those of earlier keys. */
  readonly signingKey: KeyObject;
  /** Under it a receipt commits to what was written down. */
  readonly contentKey: KeyObject;
}

/** The receipt of a petition as a signed text: the same for every kind, whoever brought it. */
export function signedReceipt(petition: Petition, receipts: Receipts): string {
  const { id, number, receivedAt, pages } = petition;
  const mark = petition.contentMark ?? markOf(petition, receipts);
  return receiptText(
    { number, receivedAt, pages, trackingCode: receipts.codes.codeOf(id), contentMark: mark },
    receipts.signingKey,
  );
}

/** Commits to what a petition says, as it was handed in. */
export const markOf = (petition: NewPetition, { contentKey }: Pick<Receipts, 'contentKey'>): string => {
  const { id, summary, field, writtenOn, respondentName, placeText } = petition;
  return contentMark(contentKey, id, { summary, field, writtenOn, respondentName, placeText });
};
