import type { Original } from '../denouncers/redaction';
import { statedBy, type Person, type StatedPerson } from '../../people/person';
import type { Statement } from '../../people/person-fields';

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
export interface PersonToKeep extends Statement, Pick<Person, 'ordinal' | 'newCitizenId' | 'role'> {}

/** People that were written down elsewhere before, as they move into the vault; their ids stay behind. */
export const peopleToMove = (people: readonly StatedPerson[], newId: () => string): PersonToKeep[] =>
  people.map((person, index) => ({
    ...statedBy(person),
    ordinal: index + 1,
    newCitizenId: newId(),
    role: person.role,
  }));
