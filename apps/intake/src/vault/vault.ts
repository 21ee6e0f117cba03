import type { Person, StatedPerson } from '../people/person';

/** What people came for together, and under whose id they are kept: a visit, or a petition that came without one. */
export interface Occasion {
  readonly id: string;
  readonly agencyId: string;
  readonly isVisit: boolean;
  readonly happenedOn: string;
}

/** Who they are, in the words they said it in. */
export type PersonToKeep = Pick<
  Person,
  | 'ordinal'
  | 'newCitizenId'
  | 'role'
  | 'identityNumber'
  | 'name'
  | 'addressText'
  | 'addressCommuneId'
  | 'phone'
  | 'email'
>;

/** People that were written down elsewhere before, as they move into the vault; their ids stay behind. */
export const peopleToMove = (people: readonly StatedPerson[], newId: () => string): PersonToKeep[] =>
  people.map(({ role, citizen }, index) => ({
    ordinal: index + 1,
    newCitizenId: newId(),
    role,
    identityNumber: citizen.identityNumber,
    name: citizen.name,
    addressText: citizen.address.text,
    addressCommuneId: citizen.address.commune?.id ?? null,
    phone: citizen.phone,
    email: citizen.email,
  }));
