import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import { checkGiven, replyToDenouncers } from '../denouncers/denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from '../denouncers/denouncer.repository';
import { makeRedaction, redactedPetition } from '../denouncers/redaction';
import { storeRedaction } from '../denouncers/redaction.repository';
import { keptBefore } from '../vault/kept-before.repository';
import type { Vault } from '../vault/vault.repository';
import type { AccessCall } from './change-petition.repository';
import { registerYear } from './moment';
import type { Petition } from './petition';
import type { PreparedPetition } from './receive-petition';
import { storePetition, type PetitionTools } from './receive-petition.repository';

/** What a caller gives to protect whoever denounces. */
export interface Protecting {
  readonly registerReference: string | null;
  /** What tells who it is, word for word. */
  readonly passages: readonly string[];
}

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
  { registerReference, passages }: Protecting,
): Promise<Petition> {
  const { people } = prepared;
  const { id, receivingAgencyId, receivedOn } = prepared.petition;
  const keptIn = await keepingAt(pool, receivingAgencyId, now());
  const reference = checkGiven(keptIn, { people: people.length, registerReference, field: 'petitioners' });
  const count = reference === null ? people.length : 1;
  const occasion = { id, agencyId: receivingAgencyId, isVisit: false, happenedOn: receivedOn };
  const named = { passages, field: 'petition.identifyingPassages' };
  const redaction = makeRedaction(prepared.petition, people, named, keptIn);
  const { kept, petition } = redactedPetition(prepared.petition, redaction, tools.receipts);
  return keptBefore(vault, occasion, { people: keptIn === 'VAULT' ? people : [], originals: kept }, async () => {
    const known = { ...prepared, petition, people: [], reply: replyToDenouncers(count) };
    const written = await inTransaction(pool, async (client) => {
      const stored = await storePetition(client, call, known, tools);
      if (stored.id !== id) return stored;
      await storeRedaction(client, id, redaction, call.principalId);
      if (count === 0 && kept.length === 0) return stored;
      await protectOccasion(client, id, keptIn);
      const year = registerYear(receivedOn);
      await nameDenouncers(client, { petitionIds: [id], count, year, registerReference: reference });
      return stored;
    });
    return { written, isFollowed: written.id === id };
  });
}
