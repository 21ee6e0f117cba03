import { blindIndex, newPersonSeal, type KeyKeeper } from '@tiepdan/sealing';
import type { Person } from './person';

/** Fields of a person that lie sealed; each is part of what its seal is bound to. */
export type SealedField = 'name' | 'identityNumber' | 'addressText' | 'phone' | 'email';

/** What is written of a person: nothing in clear that tells who it is. */
export interface SealedPerson extends Pick<Person, 'ordinal' | 'identityKind' | 'role' | 'addressCommuneId'> {
  /** Of this statement of theirs; becomes their id where nobody is known by their identity number yet. */
  readonly statedId: string;
  readonly identityIndex: Buffer | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Readonly<Record<SealedField, Buffer | null>>;
}

/**
 * Seals what people said of themselves, each statement under a key of its own: who is known already is found out by the database,
 * and one key for all a person ever said would have to be read before each write.
 */
export const sealPeople = (people: readonly Person[], keeper: KeyKeeper): SealedPerson[] =>
  people.map((person) => {
    const { ordinal, newCitizenId: statedId, identityKind, identityNumber, role, addressCommuneId } = person;
    const { key, seal } = newPersonSeal(keeper, statedId);
    const sealed = (field: SealedField) => (person[field] === null ? null : seal(field, person[field]));
    return {
      ordinal,
      statedId,
      identityKind,
      identityIndex: identityNumber === null ? null : blindIndex(keeper.indexKey, 'identityNumber', identityNumber),
      role,
      addressCommuneId,
      keyId: key.keyId,
      wrappedKey: key.wrapped,
      sealed: {
        name: sealed('name'),
        identityNumber: sealed('identityNumber'),
        addressText: sealed('addressText'),
        phone: sealed('phone'),
        email: sealed('email'),
      },
    };
  });
