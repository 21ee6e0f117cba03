import {
  codeOf,
  count,
  day,
  defineContract,
  flag,
  identifier,
  officialText,
  runningNumber,
  type EventOf,
} from '@tiepdan/event-contract';
import { z } from 'zod';

const document = { documentNumber: runningNumber().nullable(), documentIssuedOn: day().nullable() };

/** What assignment tells about the working-day calendar: which days are off or worked, by which document, and what that moved. */
export const calendarContract = defineContract('assignment.calendar.v1', {
  /** A day counts otherwise than its place in the week says; a later event about the same day replaces this one. */
  CalendarDayDeclared: z.object({
    day: day(),
    kind: codeOf(['holiday', 'in_lieu', 'swap_off', 'swap_work']),
    works: flag(),
    /** Not decided yet. */
    expected: flag(),
    name: officialText(200),
    ...document,
  }),
  /** A day counts as its place in the week says again. */
  CalendarDayWithdrawn: z.object({ day: day(), ...document }),
  /**
   * All running deadlines were computed again after one change of the calendar: how many cases of one officer have another
   * due day now. One event for each officer and change, none where nothing moved.
   */
  DeadlinesMoved: z.object({
    /** Number of the change, rising. */
    calendarSequence: count(),
    /** The days that were changed. */
    changedDays: z.array(day()),
    agencyId: identifier(),
    /** Null for cases that no officer handles: they are the head's of the agency. */
    officerId: identifier().nullable(),
    caseCount: count(),
    /** The earliest due day among those cases; null where none runs any more. */
    nextDueOn: day().nullable(),
  }),
});
export type CalendarEvent = EventOf<typeof calendarContract>;
