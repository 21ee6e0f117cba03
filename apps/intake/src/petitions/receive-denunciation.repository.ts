import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import { checkGiven, replyToDenouncers } from '../denouncers/denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from '../denouncers/denouncer.repository';
import { keptBefore } from '../vault/kept-before.repository';
import type { Vault } from '../vault/vault.repository';
import type { AccessCall } from './change-petition.repository';
import { registerYear } from './moment';
import type { Petition } from './petition';
import type { PreparedPetition } from './receive-petition';
import { storePetition, type PetitionTools } from './receive-petition.repository';

/** What a denunciation is written with. */
export interface DenunciationTools extends PetitionTools {
  readonly vault: Vault;
  readonly now: () => Date;
}

/**
 * Writes a denunciation: who brings it goes where the agency keeps denouncers, before anything tells that they came; here they
 * stand by their pseudonyms. Refuses what `checkGiven` and `storePetition` refuse.
 */
export async function storeDenunciation(
  pool: Pool,
  call: AccessCall,
  prepared: PreparedPetition,
  { vault, now, ...tools }: DenunciationTools,
  registerReference: string | null,
): Promise<Petition> {
  const { petition, people } = prepared;
  const { id, receivingAgencyId, receivedOn } = petition;
  const keptIn = await keepingAt(pool, receivingAgencyId, now());
  const reference = checkGiven(keptIn, { people: people.length, registerReference, field: 'petitioners' });
  const count = reference === null ? people.length : 1;
  const occasion = { id, agencyId: receivingAgencyId, isVisit: false, happenedOn: receivedOn };
  return keptBefore(vault, occasion, people, async () => {
    const known = { ...prepared, people: [], reply: replyToDenouncers(count) };
    const written = await inTransaction(pool, async (client) => {
      const stored = await storePetition(client, call, known, tools);
      if (stored.id !== id || count === 0) return stored;
      await protectOccasion(client, id, keptIn);
      const year = registerYear(receivedOn);
      await nameDenouncers(client, { petitionIds: [id], count, year, registerReference: reference });
      return stored;
    });
    return { written, isFollowed: written.id === id };
  });
}
