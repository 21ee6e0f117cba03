import { bodyTree, type Access, type Principal, type Standing } from '@tiepdan/access';
import { accessOf } from '@tiepdan/access/assignment';
import type { PetitionReceived } from './open-cases';
import type { PetitionClassified } from './classify-case';
import type { PetitionWithdrawn } from './terminate-case';

const stamps = { position: 1, occurredAt: '2026-08-24T02:00:00.000Z', recordedAt: '2026-08-24T02:00:00.000Z' };
/** Stands for any agency where the register does not matter. */
export const agencyOfExamples = '0190a000-0000-7000-8000-000000000001';
export const petitionId = (number: number) => `0190a000-0000-7000-9000-${String(number).padStart(12, '0')}`;

export const aReceivedPetition = (
  number: number,
  agencyId: string,
  data: Partial<PetitionReceived['data']> = {},
): PetitionReceived => ({
  topic: 'intake.petition.v1',
  type: 'PetitionReceived',
  aggregateId: petitionId(number),
  aggregateVersion: 1,
  ...stamps,
  data: {
    number: `BTCD-D-2026-${String(number).padStart(6, '0')}`,
    kind: 'COMPLAINT',
    field: 'LAND_HOUSING',
    channel: 'RECEPTION',
    receivedAt: '2026-08-24T02:00:00.000Z',
    receivedOn: '2026-08-24',
    receivingAgencyId: agencyId,
    visitId: null,
    signatoryCount: 1,
    hasKnownPetitioner: true,
    respondentKind: null,
    respondentAgencyId: null,
    respondentOfficerId: null,
    placeCommuneId: null,
    replyChannel: 'EMAIL',
    ...data,
  },
});

export const aClassifiedPetition = (
  number: number,
  agencyId: string,
  data: Partial<PetitionClassified['data']> = {},
): PetitionClassified => ({
  topic: 'intake.petition.v1',
  type: 'PetitionClassified',
  aggregateId: petitionId(number),
  aggregateVersion: 2,
  ...stamps,
  data: {
    kind: 'COMPLAINT',
    field: 'LAND_HOUSING',
    classifiedOn: '2026-08-26',
    receivingAgencyId: agencyId,
    eligible: true,
    ineligibleReasons: [],
    direction: 'ACCEPT',
    duplicateOfId: null,
    ...data,
  },
});

export const aWithdrawnPetition = (
  number: number,
  agencyId: string,
  data: Partial<PetitionWithdrawn['data']> = {},
  aggregateVersion = 3,
): PetitionWithdrawn => ({
  topic: 'intake.petition.v1',
  type: 'PetitionWithdrawn',
  aggregateId: petitionId(number),
  aggregateVersion,
  ...stamps,
  data: { withdrawnOn: '2026-08-27', receivingAgencyId: agencyId, coerced: false, ...data },
});

/** A province in which no body stands above another and none has a head. */
export const everybodyAlone: Standing = { tree: bodyTree([]), headsOf: () => [], bodiesOf: () => [] };
export const accessFor = (principal: Principal): Access => accessOf(principal, everybodyAlone);
