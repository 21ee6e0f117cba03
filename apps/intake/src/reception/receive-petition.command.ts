import { AccessDenied } from '@tiepdan/access';
import { registerSuffix } from '@tiepdan/code-lists';
import { statementCommand, type Statement } from '@tiepdan/command';
import { inTransaction } from '@tiepdan/database';
import {
  checkGiven,
  PROTECTION_REFUSALS,
  replyToDenouncers,
  type Protecting,
} from '../identities/denouncers/denouncer';
import { keepingAt, nameDenouncers, protectOccasion } from '../identities/denouncers/denouncer.repository';
import { makeRedaction, redactedPetition } from '../identities/denouncers/redaction';
import { storeRedaction } from '../identities/denouncers/redaction.repository';
import type { Dependencies } from '../dependencies';
import { PEOPLE_REFUSALS } from '../people/check-people';
import { keyedDigest } from '../people/keyed-digest';
import { keptBefore } from '../identities/vault/kept-before.repository';
import { DRAFT_REFUSALS } from '../petitions/draft-petition';
import { registerYear } from '../petitions/moment';
import type { Petition } from '../petitions/petition';
import { accessObjectOf, authoriseReception, checkConflict } from '../petitions/petition-access';
import { petitions } from '../petitions/petition.command';
import { preparePetition, type PetitionToReceive, type PreparedPetition } from '../petitions/receive-petition';
import { writePetition, type ActingCall, type PetitionTools } from './write-petition.command';

export const receivePetition = statementCommand<PetitionToReceive, Petition, Dependencies>({
  operation: 'receivePetition',
  of: petitions,
  refuses: [
    ...PEOPLE_REFUSALS,
    ...DRAFT_REFUSALS,
    ...PROTECTION_REFUSALS,
    ...['CONFLICT_OF_INTEREST', 'PETITION_UNKNOWN', 'RECEIVED_IN_FUTURE', 'SIGNATORY_COUNT_INVALID'],
  ],
  hashed(input, { vault }) {
    const said = keyedDigest(vault.keeper, [input.petitioners, input.petition]);
    return { ...input, petitioners: said, petition: said };
  },
  write({ access }, call, input, dependencies) {
    const { pool, law, keeper, receipts } = dependencies;
    const prepared = preparePetition(input, dependencies);
    const { petition, people } = prepared;
    authoriseReception(access, 'receivePetition', petition.receivingAgencyId);
    checkConflict(access, 'receivePetition', petition, 'petition.respondent');
    const acting = access.acting('receivePetition', accessObjectOf(petition));
    if (!acting) throw new AccessDenied('receivePetition');
    const { registerReference = null } = input;
    const passages = input.petition.identifyingPassages ?? [];
    const tools = { register: registerSuffix(law.codes, 'petition')!, keeper, receipts };
    const by = { ...call, acting };
    if (petition.denouncerProtected)
      return writeDenunciation(by, prepared, { registerReference, passages }, tools, dependencies);
    checkGiven('VAULT', { people: people.length, registerReference, field: 'petitioners' });
    return writePetition(pool, by, prepared, tools);
  },
});

/**
 * Writes a denunciation: who brings it goes where the agency keeps denouncers, before anything tells that they came; here they
 * stand by their pseudonyms. Refuses what `checkGiven` and `writePetition` refuse, PASSAGE_NOT_FOUND.
 */
async function writeDenunciation(
  call: ActingCall,
  prepared: PreparedPetition,
  { registerReference, passages }: Protecting,
  tools: PetitionTools,
  { pool, vault, now }: Pick<Dependencies, 'pool' | 'vault' | 'now'>,
): Promise<Statement<Petition>> {
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
      const stored = await writePetition(client, call, known, tools);
      if (!('item' in stored)) return stored;
      await storeRedaction(client, id, redaction, call.principalId);
      if (count === 0 && kept.length === 0) return stored;
      await protectOccasion(client, id, keptIn);
      const year = registerYear(receivedOn);
      await nameDenouncers(client, { petitionIds: [id], count, year, registerReference: reference });
      return stored;
    });
    return { written, isFollowed: 'item' in written };
  });
}
