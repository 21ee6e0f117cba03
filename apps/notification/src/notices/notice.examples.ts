import type { AgencyEvent, CalendarEvent, CaseEvent, DirectiveEvent } from '@tiepdan/contract-assignment';
import type { DisclosureEvent, PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';

const stamps = { occurredAt: '2026-08-24T02:00:00.000Z', recordedAt: '2026-08-24T02:00:00.100Z' };
export const agencyId = '0190a000-0000-7000-8000-0000000000a1';
export const caseId = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

type Accepted = Recorded<Extract<CaseEvent, { type: 'CaseAccepted' }>>;

export const anAcceptedCase = (number = 1, data: Partial<Accepted['data']> = {}): Accepted => ({
  topic: 'assignment.case.v1',
  type: 'CaseAccepted',
  aggregateId: caseId(number),
  aggregateVersion: 4,
  position: number,
  ...stamps,
  data: {
    agencyId,
    petitionId: `0190a000-0000-7000-9000-${String(number).padStart(12, '0')}`,
    kind: 'COMPLAINT',
    acceptedOn: '2026-08-24',
    complexity: 'NORMAL',
    remoteArea: false,
    caseNumber: 'BTCD-KN-2026-000007',
    petitionNumber: 'BTCD-D-2026-000012',
    documentNumber: '15/TB-BTCD',
    replyChannel: 'EMAIL',
    noticeDueOn: '2026-09-07',
    deadlines: [{ rule: 'kn.resolve.first.normal.max', startedOn: '2026-08-24', dueOn: '2026-09-23' }],
    ...data,
  },
});

export const anImportedDirective = (recipients: DirectiveEvent['data']['recipients']): Recorded<DirectiveEvent> => ({
  topic: 'assignment.directive.v1',
  type: 'DirectiveImported',
  aggregateId: caseId(900),
  aggregateVersion: 1,
  position: 900,
  ...stamps,
  data: {
    documentNumber: '12/TB-UBND',
    title: 'Kết luận tại cuộc họp giao ban công tác tiếp công dân',
    issuedOn: '2026-08-24',
    importedOn: '2026-08-24',
    issuerId: null,
    taskCount: 3,
    recipients,
  },
});

type Moved = Recorded<Extract<CalendarEvent, { type: 'DeadlinesMoved' }>>;

export const movedDeadlines = (version: number, officerId: string | null): Moved => ({
  topic: 'assignment.calendar.v1',
  type: 'DeadlinesMoved',
  aggregateId: caseId(990),
  aggregateVersion: version,
  position: version,
  ...stamps,
  data: {
    calendarSequence: 2,
    changedDays: ['2026-11-30', '2026-12-05'],
    agencyId,
    officerId,
    caseCount: 12,
    nextDueOn: '2026-12-01',
  },
});

type Approved = Recorded<Extract<DisclosureEvent, { type: 'DisclosureApproved' }>>;

export const anApprovedDisclosure = (overseerIds: string[]): Approved => ({
  topic: 'intake.disclosure.v1',
  type: 'DisclosureApproved',
  aggregateId: caseId(5),
  aggregateVersion: 2,
  position: 1,
  ...stamps,
  data: {
    petitionId: caseId(6),
    petitionNumber: 'BTCD-D-2026-000012',
    receivingAgencyId: agencyId,
    requestedById: caseId(1),
    approvedById: caseId(2),
    openUntil: '2026-11-26T19:05:00.000Z',
    overseerIds,
  },
});

export const aBody = (bodyId: string, parentId: string | null): Recorded<AgencyEvent> => ({
  position: 1,
  ...stamps,
  topic: 'assignment.agency.v1',
  type: 'AgencyRegistered',
  aggregateId: bodyId,
  aggregateVersion: 1,
  data: { code: 'X', name: '', level: 'COMMUNE', parentId, existsFrom: '2014-07-01', existsTo: null },
});

type Received = Recorded<Extract<PetitionEvent, { type: 'PetitionReceived' }>>;
export const aReceivedPetition = (petitionId: string, data: Partial<Received['data']>): Received => ({
  position: 1,
  ...stamps,
  topic: 'intake.petition.v1',
  type: 'PetitionReceived',
  aggregateId: petitionId,
  aggregateVersion: 1,
  data: {
    number: 'BTCD-D-2026-000001',
    kind: 'COMPLAINT',
    field: 'OTHER',
    channel: 'POST',
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
    replyChannel: 'LETTER',
    ...data,
  },
});
