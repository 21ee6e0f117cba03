import type { PersonToRecord } from '../people/person';
import type { PetitionDraft } from '../petitions/petition';
import type { PetitionToReceive } from '../petitions/receive-petition';
import type { VisitToRegister } from '../reception/visits/register-visit';
import { board, commune } from './intake.world';

export const aPerson = (person: Partial<PersonToRecord> = {}): PersonToRecord => ({
  name: 'Nguyễn Thị Ví Dụ',
  identityKind: 'NONE',
  address: { text: 'Tổ 5', commune },
  ...person,
});

/** Somebody with an identity number of their own. */
export const anIdentified = (number: number, person: Partial<PersonToRecord> = {}): PersonToRecord =>
  aPerson({ identityKind: 'PERSONAL_NUMBER', identityNumber: `019${String(number).padStart(9, '0')}`, ...person });

export const aDraft = (draft: Partial<PetitionDraft> = {}): PetitionDraft => ({
  kind: 'COMPLAINT',
  field: 'LAND_HOUSING',
  summary: 'Khiếu nại quyết định thu hồi đất.',
  ...draft,
});

export const aReception = (reception: Partial<PetitionToReceive> = {}): PetitionToReceive => ({
  agency: board,
  channel: 'POST',
  petitioners: [aPerson()],
  petition: aDraft(),
  ...reception,
});

export const aVisit = (visit: Partial<VisitToRegister> = {}): VisitToRegister => ({
  agency: board,
  receptionKind: 'REGULAR',
  visitors: [aPerson()],
  petitions: [aDraft()],
  ...visit,
});
