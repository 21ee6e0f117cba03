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
/** A deadline as a step left it. The due day of one that is PAUSED is that of a clock that never stopped. */
const changedDeadline = deadline.extend({ status: codeOf(['RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELLED']) });
/** What every step of a case that is under settlement tells; `deadlines` are those it changed or started. */
const step = {
  agencyId: identifier(),
  /** Where the case stands now. */
  state: code(),
  /** Number of the document, as the issuing office gave it. */
  documentNumber: runningNumber().nullable(),
  deadlines: z.array(changedDeadline),
};

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
  /** Settlement stands still (tạm đình chỉ) since a day, on a ground of the law's list. */
  CaseSuspended: z.object({ ...step, suspendedOn: day(), ground: code() }),
  /** Settlement goes on (tiếp tục) where it stood; the day itself counts again. */
  CaseResumed: z.object({ ...step, resumedOn: day() }),
  /** The time for settlement was extended (gia hạn). */
  CaseExtended: z.object({
    ...step,
    extendedOn: day(),
    /** How often it was extended by now. */
    extensions: count(),
  }),
  /** A decision to suspend or to continue was sent to those it concerns. */
  CaseSendingConfirmed: z.object({ ...step, sentOn: day() }),
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
