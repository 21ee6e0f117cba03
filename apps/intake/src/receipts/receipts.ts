import type { KeyObject } from 'node:crypto';
import { contentMark, receiptText, type TrackingCodes } from '@tiepdan/receipt';
import type { Petition } from '../petitions/petition';

/** What receipts are made with. */
export interface Receipts {
  readonly codes: TrackingCodes;
  /** Signs them; its public half is published, beside those of earlier keys. */
  readonly signingKey: KeyObject;
  /** Under it a receipt commits to what was written down. */
  readonly contentKey: KeyObject;
}

/** The receipt of a petition as a signed text: the same for every kind, whoever brought it. */
export function signedReceipt(petition: Petition, { codes, signingKey, contentKey }: Receipts): string {
  const { id, number, receivedAt, pages, summary, field, writtenOn, respondentName, placeText } = petition;
  const content = { summary, field, writtenOn, respondentName, placeText };
  return receiptText(
    { number, receivedAt, pages, trackingCode: codes.codeOf(id), contentMark: contentMark(contentKey, id, content) },
    signingKey,
  );
}
