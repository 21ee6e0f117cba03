import { createSecretKey } from 'node:crypto';
import { newDataKey, openField, sealField } from './data-key';
import type { KeyKeeper, WrappedKey } from './key-keeper';

/** Seals what one person said, each field by itself, under a key that only this person has. */
export interface PersonSeal {
  readonly key: WrappedKey;
  seal(field: string, text: string): Buffer;
}

export function newPersonSeal(keeper: KeyKeeper, personId: string): PersonSeal {
  const bytes = newDataKey();
  const dataKey = createSecretKey(bytes);
  return {
    key: keeper.wrap(personId, bytes),
    seal: (field, text) => sealField(dataKey, personId, field, text),
  };
}

/** Opens what was sealed for one person. @throws SealBroken where the key, the person or the field is another */
export function personOpener(
  keeper: KeyKeeper,
  personId: string,
  key: WrappedKey,
): (field: string, sealed: Buffer) => string {
  const dataKey = createSecretKey(keeper.unwrap(personId, key));
  return (field, sealed) => openField(dataKey, personId, field, sealed);
}
