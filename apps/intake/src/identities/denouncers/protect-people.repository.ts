import type { Queryable } from '@tiepdan/database';
import { statedBy } from '../../people/person';
import { removePeople } from '../../people/person.repository';
import { petitionersWithoutReach, type PeoplePlaces } from '../people/read-people.repository';
import { registerYear } from '../../petitions/moment';
import type { Petition } from '../../petitions/petition';
import type { Receipts } from '../../receipts/receipts';
import { peopleToMove } from '../vault/vault';
import { keepOriginals, keepPeople } from '../vault/vault.repository';
import { checkGiven, referenceRequired, type Protecting } from './denouncer';
import { keepingAt, nameDenouncers, placeOfOccasion, protectOccasion } from './denouncer.repository';
import { makeRedaction, redactedPetition } from './redaction';
import { rewriteTexts, storeRedaction } from './redaction.repository';

/** What whoever finds it to be a denunciation gives. */
export interface Finding extends Protecting {
  readonly madeById: string;
}

/** What people are moved with. */
export interface ProtectionTools extends PeoplePlaces {
  readonly receipts: Receipts;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Once a petition is found to be a denunciation, in the transaction that says so: who brought it, and who came with them, move to
 * where its agency keeps denouncers, or where those of the same visit are kept already, and others read a rendition of it.
 * Refuses REGISTER_REFERENCE_REQUIRED, PASSAGE_NOT_FOUND and what `checkGiven` refuses.
 */
export async function protectPeople(
  client: Queryable,
  petition: Petition,
  { registerReference, passages, madeById }: Finding,
  { now, newId, receipts, ...places }: ProtectionTools,
): Promise<Petition> {
  const { id, visitId, receivingAgencyId: agencyId, receivedOn, signatoryCount } = petition;
  const occasionId = visitId ?? id;
  const people = await petitionersWithoutReach(client, id, places);
  const known = await placeOfOccasion(client, occasionId);
  const keptIn = known ?? (await keepingAt(client, agencyId, now()));
  const reference = checkGiven(keptIn, { people: 0, registerReference, field: 'petitioners' });
  const isSigned = people.length > 0 || known !== null;
  if (keptIn === 'SEALED_REGISTER' && isSigned && reference === null) throw referenceRequired();
  const stated = people.map(statedBy);
  const redaction = makeRedaction(petition, stated, { passages, field: 'identifyingPassages' }, keptIn);
  const { petition: redacted, kept } = redactedPetition(petition, redaction, receipts);
  const isAnything = people.length > 0 || reference !== null || kept.length > 0;
  const isNew = isAnything && (await protectOccasion(client, occasionId, keptIn));
  const occasion = { id: occasionId, agencyId, isVisit: visitId !== null, happenedOn: receivedOn };
  if (isNew && keptIn === 'VAULT')
    await keepPeople(places.vault, occasion, { people: peopleToMove(people, newId), originals: kept });
  else if (kept.length > 0) await keepOriginals(places.vault, occasionId, kept);
  if (isNew) await removePeople(client, occasionId);
  await rewriteTexts(client, id, redaction.texts);
  await storeRedaction(client, id, redaction, madeById);
  const count = reference === null ? Math.min(people.length, signatoryCount) : 1;
  await nameDenouncers(client, {
    petitionIds: [id],
    count,
    year: registerYear(receivedOn),
    registerReference: reference,
  });
  return { ...petition, ...redacted };
}
