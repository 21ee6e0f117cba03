export { blindIndex, normalised } from './blind-index';
export { openBytes, SealBroken, sealBytes } from './data-key';
export { fileKeeper, keeperOf, type KeyFile, type KeyKeeper, type WrappedKey } from './key-keeper';
export { newPersonSeal, personOpener, type PersonSeal } from './sealed-person';
