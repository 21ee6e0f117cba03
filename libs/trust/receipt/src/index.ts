export { publishKey, readPublishedKeys, readSigningKey } from './key-files';
export { qrSvg } from './qr';
export {
  contentMark,
  keyIdOf,
  ReceiptInvalid,
  receiptText,
  verifyReceipt,
  type ProvenReceipt,
  type Receipt,
} from './receipt';
export { spaced, trackingCodes, type TrackingCodes } from './tracking-code';
