import type { Queryable } from '@tiepdan/database';
import { petitionersWithoutReach, removePeople, type PeoplePlaces } from '../people/person.repository';
import { registerYear } from '../petitions/moment';
import type { Petition } from '../petitions/petition';
import { peopleToMove } from '../vault/vault';
import { keepPeople } from '../vault/vault.repository';
import { checkGiven, referenceRequired } from './denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from './denouncer.repository';

/** What people are moved with. */
export interface ProtectionTools extends PeoplePlaces {
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Moves who brought a petition, and who came with them, to where its agency keeps denouncers, once it is found to be a
 * denunciation; in the transaction that says so. Refuses REGISTER_REFERENCE_REQUIRED and what `checkGiven` refuses.
 */
export async function protectPeople(
  client: Queryable,
  petition: Petition,
  registerReference: string | null,
  { now, newId, ...places }: ProtectionTools,
): Promise<void> {
  const { id, visitId, receivingAgencyId: agencyId, receivedOn, signatoryCount } = petition;
  const occasionId = visitId ?? id;
  const people = await petitionersWithoutReach(client, id, places);
  const keptIn = await keepingAt(client, agencyId, now());
  const reference = checkGiven(keptIn, { people: 0, registerReference, field: 'petitioners' });
  if (keptIn === 'SEALED_REGISTER' && people.length > 0 && reference === null) throw referenceRequired();
  const isNew = (people.length > 0 || reference !== null) && (await protectOccasion(client, occasionId, keptIn));
  if (isNew && keptIn === 'VAULT')
    await keepPeople(
      places.vault,
      { id: occasionId, agencyId, isVisit: visitId !== null, happenedOn: receivedOn },
      peopleToMove(people, newId),
    );
  if (isNew) await removePeople(client, occasionId);
  const count = reference === null ? Math.min(people.length, signatoryCount) : 1;
  await nameDenouncers(client, {
    petitionIds: [id],
    count,
    year: registerYear(receivedOn),
    registerReference: reference,
  });
}
