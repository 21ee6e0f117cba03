import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import { checkMentions, type AgencyMention } from '../agencies/agency';
import { checkPeople, checkRepresentatives, communesOf } from '../people/check-people';
import { replyTo, type Person, type PersonToRecord, type Reply } from '../people/person';
import { agenciesOf, draftPetition } from './draft-petition';
import { checkNotFuture } from './moment';
import type { IntakeChannel, NewPetition, PetitionDraft } from './petition';

/** A petition that came in without a visit, or across the counter (tiếp nhận đơn). */
export interface PetitionToReceive {
  readonly agency: string;
  readonly channel: IntakeChannel;
  /** Now unless told. */
  readonly receivedAt?: Date | null;
  /** Empty for an anonymous letter. */
  readonly petitioners: readonly PersonToRecord[];
  /** Number of petitioners unless told. */
  readonly signatoryCount?: number | null;
  readonly petition: PetitionDraft;
  /** Where a denouncer stands in the sealed register, at an agency that keeps them there. */
  readonly registerReference?: string | null;
}

export interface PreparedPetition {
  readonly petition: NewPetition;
  readonly people: readonly Person[];
  /** How it can be answered; never by a machine where it denounces. */
  readonly reply: Reply;
  /** Other agencies it names. */
  readonly mentions: readonly AgencyMention[];
}

export interface Rules {
  readonly law: Law;
  readonly now: () => Date;
  readonly newId: () => string;
}

const SIGNATORIES_MAX = 1_000_000;

/**
 * Everything that can be said about a petition without looking at what is stored. Refuses RECEIVED_IN_FUTURE,
 * AGENCY_UNKNOWN, SIGNATORY_COUNT_INVALID and whatever its people and its draft are refused for.
 */
export function preparePetition(input: PetitionToReceive, { law, now, newId }: Rules): PreparedPetition {
  const instant = now();
  const receivedAt = input.receivedAt ?? instant;
  checkNotFuture(receivedAt, instant, 'RECEIVED_IN_FUTURE', 'receivedAt');
  const people = checkPeople(input.petitioners, 'petitioners', newId);
  const signatoryCount = input.signatoryCount ?? people.length;
  if (signatoryCount < people.length || signatoryCount > SIGNATORIES_MAX) throw signatoryCountInvalid();
  const { channel } = input;
  const agencyId = input.agency.toLowerCase();
  const reception = { agencyId, channel, receivedAt, visitId: null, people, signatoryCount };
  const petition = draftPetition(input.petition, reception, 'petition', newId());
  if (channel === 'RECEPTION') checkRepresentatives(people, 'petitioners', law, petition.receivedOn);
  const mentions = [...agenciesOf(input.petition, 'petition'), ...communesOf(people, 'petitioners')];
  checkMentions([{ field: 'agency', id: agencyId }, ...mentions]);
  return { petition, people, reply: replyTo(people), mentions };
}

const signatoryCountInvalid = () =>
  new Refusal({
    code: 'SIGNATORY_COUNT_INVALID',
    field: 'signatoryCount',
    message: 'Số người đứng tên không được ít hơn số người đã ghi, và không quá một triệu.',
    messageEn: 'There cannot be fewer signatories than people listed, nor more than a million.',
  });
