import type { Original } from '../denouncers/redaction';
import type { Person, SaidOfOneself, StatedPerson } from '../../people/person';

/** What people came for together, and under whose id they are kept: a visit, or a petition that came without one. */
export interface Occasion {
  readonly id: string;
  readonly agencyId: string;
  readonly isVisit: boolean;
  readonly happenedOn: string;
}

/** What one of the petitions said before it was redacted. */
export interface OriginalToKeep {
  readonly petitionId: string;
  readonly original: Original;
}

/** What goes into the vault together. */
export interface Kept {
  readonly people: readonly PersonToKeep[];
  readonly originals: readonly OriginalToKeep[];
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
  people.map((person, index) => ({
    ordinal: index + 1,
    newCitizenId: newId(),
    role: person.role,
    ...saidBy(person),
  }));

/** What somebody said of themselves. */
export const saidBy = ({ citizen }: StatedPerson): SaidOfOneself => ({
  identityNumber: citizen.identityNumber,
  name: citizen.name,
  addressText: citizen.address.text,
  addressCommuneId: citizen.address.commune?.id ?? null,
  phone: citizen.phone,
  email: citizen.email,
});
