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

const kinds = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const;
const deadline = z.object({ rule: code(), startedOn: day(), dueOn: day() });

/** What assignment tells about a case (vụ việc): who must settle it, by when, and how far it has come. */
export const caseContract = defineContract('assignment.case.v1', {
  /** Opened for a received petition the moment it is known, so that the clock never waits for a click. */
  CaseOpened: z.object({
    number: runningNumber(),
    petitionId: identifier(),
    kind: codeOf(kinds),
    agencyId: identifier(),
    openedAt: instant(),
    openedOn: day(),
    deadlines: z.array(deadline),
  }),
  /** A duplicate petition joined this case. */
  CasePetitionJoined: z.object({ petitionId: identifier(), joinedOn: day() }),
  /** Intake classified the petition: the case goes on to a decision on acceptance, or ends with a handling direction. */
  CaseClassified: z.object({
    agencyId: identifier(),
    petitionId: identifier(),
    kind: codeOf(kinds),
    direction: code(),
    state: code(),
    classifiedOn: day(),
  }),
  CaseAssigned: z.object({ agencyId: identifier(), officerId: identifier(), assignedOn: day() }),
  CaseAccepted: z.object({
    agencyId: identifier(),
    petitionId: identifier(),
    kind: codeOf(kinds),
    acceptedOn: day(),
    complexity: codeOf(['NORMAL', 'COMPLEX', 'ESPECIALLY_COMPLEX']),
    remoteArea: flag(),
    caseNumber: runningNumber(),
    petitionNumber: runningNumber(),
    /** Number of the acceptance document, as the issuing office gave it. */
    documentNumber: runningNumber().nullable(),
    /** How the petitioner can be answered, as intake told. */
    replyChannel: codeOf(['EMAIL', 'LETTER']),
    /** Last day to tell the petitioner; null where the law sets none. */
    noticeDueOn: day().nullable(),
    deadlines: z.array(deadline),
  }),
  /**
   * A change of the calendar gave running deadlines another due day. Those named have `dueOn` now; what is not named stays as
   * it was.
   */
  CaseDeadlinesMoved: z.object({
    agencyId: identifier(),
    /** Number of the change of the calendar, as assignment.calendar.v1 tells it. */
    calendarSequence: count(),
    deadlines: z.array(z.object({ rule: code(), startedOn: day(), wasDueOn: day(), dueOn: day() })),
  }),
  /** Ended without a settlement: joined another case, or withdrawn. */
  CaseClosed: z.object({ agencyId: identifier(), state: code(), closedOn: day() }),
});
export type CaseEvent = EventOf<typeof caseContract>;
