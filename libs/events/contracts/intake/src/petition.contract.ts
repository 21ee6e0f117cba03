import {
  code,
  codeOf,
  count,
  day,
  defineContract,
  flag,
  identifier,
  instant,
  runningNumber,
  type EventOf,
} from '@tiepdan/event-contract';
import { z } from 'zod';

const petitionKinds = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const;
const subjectFields = [
  'POLICY',
  'LAND_HOUSING',
  'CIVIL_SERVICE',
  'CORRUPTION',
  'ENVIRONMENT',
  'JUDICIAL',
  'PARTY_MASS',
  'OTHER',
] as const;
const channels = [
  'RECEPTION',
  'POST',
  'LETTER_BOX',
  'OTHER_AGENCY',
  'LEADER',
  'ELECTED_BODY',
  'PRESS',
  'ONLINE',
] as const;
const directions = ['ACCEPT', 'GUIDE', 'TRANSFER', 'RETURN', 'FILE', 'URGE', 'REFUSE', 'SPLIT', 'INVESTIGATE'] as const;

/** What intake tells about a petition (đơn). Nothing in it identifies a person or repeats what a petition says. */
export const petitionContract = defineContract('intake.petition.v1', {
  /** A petition was handed in; version 1 of its aggregate. */
  PetitionReceived: z.object({
    number: runningNumber(),
    kind: codeOf(petitionKinds),
    field: codeOf(subjectFields),
    channel: codeOf(channels),
    receivedAt: instant(),
    /** The same instant as a day in the province: what legal periods count from. */
    receivedOn: day(),
    receivingAgencyId: identifier(),
    visitId: identifier().nullable(),
    signatoryCount: count(),
    /** False for an anonymous letter. */
    hasKnownPetitioner: flag(),
    respondentKind: codeOf(['AGENCY', 'OFFICER', 'ORGANISATION', 'PERSON']).nullable(),
    respondentAgencyId: identifier().nullable(),
    respondentOfficerId: identifier().nullable(),
    placeCommuneId: identifier().nullable(),
    /** How the petitioner can be answered; the address itself stays in intake. */
    replyChannel: codeOf(['EMAIL', 'LETTER']),
  }),
  PetitionClassified: z.object({
    kind: codeOf(petitionKinds),
    field: codeOf(subjectFields),
    classifiedOn: day(),
    receivingAgencyId: identifier(),
    eligible: flag(),
    /** Codes of reasons why it may not be handled; empty when eligible. */
    ineligibleReasons: z.array(code()),
    direction: codeOf(directions),
    duplicateOfId: identifier().nullable(),
    /** The officer who proposed it, so that nobody approves their own proposal; not told before November 2026. */
    classifiedById: identifier().nullable().optional(),
  }),
  PetitionWithdrawn: z.object({
    withdrawnOn: day(),
    receivingAgencyId: identifier(),
    coerced: flag(),
  }),
});
export type PetitionEvent = EventOf<typeof petitionContract>;
