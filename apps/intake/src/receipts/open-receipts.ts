import type { KeyObject } from 'node:crypto';
import { publishKey, readSigningKey, trackingCodes } from '@tiepdan/receipt';
import type { Receipts } from './receipts';

export interface ReceiptEnvironment {
  readonly RECEIPT_SIGNING_KEY: string;
  readonly RECEIPT_CODE_KEY: KeyObject;
  readonly RECEIPT_PUBLISHED_KEYS: string;
}

/** Opens what receipts are made with, and publishes the key that proves them. Throws one sentence for a key that is missing. */
export async function openReceipts(environment: ReceiptEnvironment): Promise<Receipts> {
  const { RECEIPT_SIGNING_KEY, RECEIPT_CODE_KEY, RECEIPT_PUBLISHED_KEYS } = environment;
  const signingKey = await readSigningKey(RECEIPT_SIGNING_KEY);
  await publishKey(RECEIPT_PUBLISHED_KEYS, signingKey);
  return { codes: trackingCodes(RECEIPT_CODE_KEY), signingKey, contentKey: RECEIPT_CODE_KEY };
}
