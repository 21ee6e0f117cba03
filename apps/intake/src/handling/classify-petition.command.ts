import { command } from '@tiepdan/command';
import { checkGiven, PROTECTION_REFUSALS } from '../identities/denouncers/denouncer';
import { protectPeople } from '../identities/denouncers/protect-people.repository';
import type { Dependencies } from '../dependencies';
import { keyedDigest } from '../people/keyed-digest';
import { checkUnclassified, classify, type Classification } from '../petitions/classify-petition';
import { checkPassages } from '../petitions/draft-petition';
import type { Petition } from '../petitions/petition';
import { petitionClassified } from '../petitions/petition-events';
import { petitions } from '../petitions/petition.command';
import { updatePetition } from '../petitions/petition.repository';

export const classifyPetition = command<Classification, Petition, Dependencies>({
  operation: 'classifyPetition',
  of: petitions,
  refuses: [
    ...['PETITION_UNKNOWN', 'VERSION_CHANGED', 'ALREADY_CLASSIFIED', 'REASON_UNKNOWN', 'DIRECTION_NOT_LAWFUL'],
    ...['DUPLICATE_OF_ITSELF', 'DUPLICATE_OF_DUPLICATE', 'ORIGINAL_ABOUT_ANOTHER'],
    ...PROTECTION_REFUSALS,
    'REGISTER_REFERENCE_REQUIRED',
  ],
  hashed: (input, { vault }) => ({
    ...input,
    identifyingPassages: keyedDigest(vault.keeper, input.identifyingPassages ?? []),
  }),
  async work({ client, principal, today, lockedWith }, input, dependencies) {
    const duplicates = input.duplicateOf == null ? [] : [input.duplicateOf];
    const locked = await lockedWith(input.petition, duplicates, input.expectedVersion, checkUnclassified);
    const original = duplicates.map((id) => locked.others.get(id.toLowerCase()) ?? null)[0] ?? null;
    const classified = classify(locked.item, original, input, { law: dependencies.law, today });
    const { registerReference = null, identifyingPassages } = input;
    const passages = identifyingPassages ?? [];
    const isFound = classified.denouncerProtected && !locked.item.denouncerProtected;
    checkPassages(passages, isFound, 'identifyingPassages');
    if (!isFound) checkGiven('VAULT', { people: 0, registerReference, field: 'petition' });
    await updatePetition(client, classified);
    const finding = { registerReference, passages, madeById: principal.id };
    const item = isFound ? await protectPeople(client, classified, finding, dependencies) : classified;
    return { item, events: [petitionClassified(classified, principal.id)] };
  },
});
