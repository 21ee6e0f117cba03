import type { CalendarEvent } from '@tiepdan/contract-assignment';
import type { CalendarDay } from '@tiepdan/working-calendar';
import type { Day } from '@tiepdan/dated-table';
import type { OfficialDocument } from '../documents/official-document';

/** The province has one calendar: any id, the same in every instance. */
export const CALENDAR_ID = '3f6f2f0a-6a5e-5d0b-9a51-7c1f0c3b8e21';

/** What a day counts as from now on; null: as its place in the week says. */
export interface ChangedDay {
  readonly day: Day;
  readonly now: CalendarDay | null;
}

/** Days that were changed together: by a release of the tables, or by one act of a person. */
export interface CalendarChange {
  readonly source: 'RELEASE' | 'DECLARED';
  /** Number of the release; null for what a person did. */
  readonly release: number | null;
  readonly madeBy: string | null;
  readonly document: OfficialDocument | null;
  readonly days: readonly ChangedDay[];
}

/** One day of the kept calendar with the change that made it what it is. */
export interface KeptDay extends ChangedDay {
  readonly sequence: number;
  /** When every running deadline had been computed again; null until then. */
  readonly recomputedAt: Date | null;
  /** How many cases have another due day by that change; null until they are counted. */
  readonly movedCases: number | null;
}

export const isSameDay = (one: CalendarDay | null, other: CalendarDay | null): boolean =>
  one === null || other === null
    ? one === other
    : one.kind === other.kind &&
      one.name === other.name &&
      one.document === other.document &&
      one.expected === other.expected &&
      one.works === other.works &&
      one.evidence === other.evidence;

/** Tells of each changed day; versions follow `version`. */
export const eventsOf = ({ days, document }: CalendarChange, version: number): CalendarEvent[] =>
  days.map(({ day, now }, index): CalendarEvent => {
    const about = {
      topic: 'assignment.calendar.v1',
      aggregateId: CALENDAR_ID,
      aggregateVersion: version + index + 1,
    } as const;
    const by = { documentNumber: document?.number ?? null, documentIssuedOn: document?.issuedOn ?? null };
    if (now === null) return { ...about, type: 'CalendarDayWithdrawn', data: { day, ...by } };
    const { kind, works, expected, name } = now;
    return { ...about, type: 'CalendarDayDeclared', data: { day, kind, works, expected, name, ...by } };
  });
