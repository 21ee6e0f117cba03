import { petitionContract, type PetitionEvent } from '@tiepdan/contract-intake';
import type { Reply } from '../people/person';
import type { NewPetition, Petition } from './petition';

type DataOf<Type extends PetitionEvent['type']> = Extract<PetitionEvent, { type: Type }>['data'];

/** What others learn of a petition that was handed in: nothing that identifies anybody, nothing of what it says. */
export const petitionReceived = (petition: NewPetition & { readonly number: string }, reply: Reply): PetitionEvent => ({
  ...heading(petition),
  type: 'PetitionReceived',
  data: {
    number: petition.number,
    kind: petition.kind,
    field: petition.field,
    channel: petition.channel,
    receivedAt: petition.receivedAt.toISOString(),
    receivedOn: petition.receivedOn,
    receivingAgencyId: petition.receivingAgencyId,
    visitId: petition.visitId,
    signatoryCount: petition.signatoryCount,
    hasKnownPetitioner: reply.hasKnownPetitioner,
    respondentKind: petition.respondentKind,
    respondentAgencyId: petition.respondentAgencyId,
    respondentOfficerId: petition.respondentOfficerId,
    placeCommuneId: petition.placeCommuneId,
    replyChannel: reply.replyChannel,
  },
});

export function petitionClassified(petition: Petition, classifiedById: string): PetitionEvent {
  const { kind, field, classifiedOn, eligible, direction, duplicateOfId, receivingAgencyId, ineligibleReasons } =
    petition;
  const data: DataOf<'PetitionClassified'> = {
    kind,
    field,
    classifiedOn: classifiedOn!,
    receivingAgencyId,
    eligible: eligible!,
    ineligibleReasons: [...ineligibleReasons],
    direction: direction!,
    duplicateOfId,
    classifiedById,
  };
  return { ...heading(petition), type: 'PetitionClassified', data };
}

export const petitionWithdrawn = (petition: Petition, coerced: boolean): PetitionEvent => ({
  ...heading(petition),
  type: 'PetitionWithdrawn',
  data: { withdrawnOn: petition.withdrawnOn!, receivingAgencyId: petition.receivingAgencyId, coerced },
});

const heading = ({ id, version }: NewPetition) => ({
  topic: petitionContract.topic,
  aggregateId: id,
  aggregateVersion: version,
});
