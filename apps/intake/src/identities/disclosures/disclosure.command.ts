import { command, type Aggregate, type Outcome } from '@tiepdan/command';
import { disclosureContract, type DisclosureEvent } from '@tiepdan/contract-intake';
import { NIL, validate } from 'uuid';
import type { Dependencies } from '../../dependencies';
import type { Petition } from '../../petitions/petition';
import { accessObjectOf } from '../../petitions/petition-access';
import { petitionUnknown } from '../../petitions/petition-refusals';
import { petitionsByIds } from '../../petitions/petition.repository';
import { approve, disclosureUnknown, nobodyOversees, request, type Disclosure } from './disclosure';
import { disclosureApproved, disclosureRequested } from './disclosure-events';
import { disclosuresByIds, overseersOf, storeDisclosure } from './disclosure.repository';

const disclosures: Aggregate<Disclosure> = {
  type: 'Disclosure',
  contracts: [disclosureContract],
  reads: 'readPetition',
  find: disclosuresByIds,
  idOf: ({ id }) => id,
  unknown: disclosureUnknown,
};

/** Links name objects by their ids; what is no id finds nothing and is noted as such. */
const objectId = (id: string): string => (validate(id) ? id : NIL);

/** A change of an opening is judged, and linked, by the petition whose denouncer it is about. */
const changed = (disclosure: Disclosure, petition: Petition, event: DisclosureEvent): Outcome<Disclosure> => ({
  item: disclosure,
  events: [event],
  about: { id: petition.id, object: accessObjectOf(petition) },
  purpose: disclosure.purpose,
});

/** A custodian asks for an identity to be opened. */
export const requestDisclosure = command<
  { readonly petition: string; readonly purpose: string },
  Disclosure,
  Dependencies
>({
  operation: 'requestDisclosure',
  of: disclosures,
  refuses: ['IDENTITY_NOT_PROTECTED', 'DISCLOSURE_UNKNOWN', 'PETITION_UNKNOWN', 'PURPOSE_EMPTY', 'TEXT_TOO_LONG'],
  given: ({ purpose }) => ({ purpose }),
  notesRefusalsOf: ({ petition }) => objectId(petition),
  async work({ client, principal, reach, at }, { petition: petitionId, purpose }, { newId }) {
    const petition = (await petitionsByIds(client, [petitionId], reach)).get(petitionId.toLowerCase());
    if (!petition) throw petitionUnknown('petition');
    const disclosure = request(petition, { id: newId(), purpose, requestedById: principal.id }, at);
    await storeDisclosure(client, disclosure);
    return changed(disclosure, petition, disclosureRequested(disclosure, petition));
  },
});

/** A second custodian agrees, and whoever watches over openings is told. */
export const approveDisclosure = command<{ readonly disclosure: string }, Disclosure, Dependencies>({
  operation: 'approveDisclosure',
  of: disclosures,
  refuses: [
    ...['DISCLOSURE_APPROVED_BEFORE', 'DISCLOSURE_LAPSED', 'DISCLOSURE_UNKNOWN', 'NO_OVERSEER'],
    'SECOND_PERSON_REQUIRED',
  ],
  notesRefusalsOf: ({ disclosure }) => objectId(disclosure),
  async work({ client, principal, reach, at, today, locked }, input, { standing }) {
    const found = await locked(input.disclosure);
    const petition = (await petitionsByIds(client, [found.petitionId], reach, true)).get(found.petitionId);
    if (!petition) throw disclosureUnknown();
    const disclosure = approve(found, principal.id, reach.conflicts.people, at);
    await storeDisclosure(client, disclosure);
    const matter = accessObjectOf(petition).matter!;
    const overseerIds = await overseersOf(client, { matter, on: today, standing: await standing.today() });
    if (overseerIds.length === 0) throw nobodyOversees();
    return changed(disclosure, petition, disclosureApproved(disclosure, petition, overseerIds));
  },
});
