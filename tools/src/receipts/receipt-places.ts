import { join } from 'node:path';
import type { ReceiptPlaces } from '../service-environment';

/** Where what receipts are made with lies under a directory. */
export const receiptPlacesIn = (directory: string): ReceiptPlaces => ({
  signingKey: join(directory, 'receipts', 'signing-key.pem'),
  publishedKeys: join(directory, 'receipts', 'published-keys'),
});
