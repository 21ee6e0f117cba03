import { command, type Aggregate, type CommandDependencies } from '@tiepdan/command';
import { calendarContract } from '@tiepdan/contract-assignment';
import { toDay, type Day } from '@tiepdan/dated-table';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { DOCUMENT_REFUSALS, type DecidingDocument } from '../documents/official-document';
import type { CalendarBook } from './calendar-book';
import { CALENDAR_ID, isSameDay, type ChangedDay, type KeptDay } from './calendar-change';
import { keptDays, lockCalendar, storeChange } from './calendar.repository';
import { declareCalendarDay, notListed, withdrawCalendarDay, type Declaration } from './declare-calendar-day';
import { shownDay } from './shown-day';

/** What the calendar is changed with. */
export interface CalendarCommandDependencies extends CommandDependencies {
  readonly book: CalendarBook;
  readonly wakeRecomputation: () => void;
}

const days: Aggregate<KeptDay> = {
  type: 'CalendarDay',
  contracts: [calendarContract],
  reads: 'readLaw',
  async find(client, wanted) {
    const found = await Promise.all(wanted.map((day) => keptDays(client, { from: toDay(day), to: toDay(day) })));
    return new Map(found.flat().map((kept) => [kept.day, kept]));
  },
  idOf: ({ day }) => day,
  unknown: (day) => notListed(toDay(day)),
};

type Decide<Input> = (
  calendar: WorkingCalendar,
  input: Input,
  today: Day,
) => ChangedDay & { readonly document: DecidingDocument };

const calendarCommand = <Input extends Pick<Declaration, 'day'>>(
  operation: 'declareCalendarDay' | 'withdrawCalendarDay',
  refuses: readonly string[],
  decide: Decide<Input>,
) =>
  command<Input, KeptDay, CalendarCommandDependencies>({
    operation,
    of: days,
    refuses: ['CALENDAR_UNKNOWN', ...DOCUMENT_REFUSALS, ...refuses],
    shown: (kept, { principal }) => shownDay(kept, principal),
    after: ({ wakeRecomputation }) => wakeRecomputation(),
    async work({ client, principal, at, today }, input, { book }) {
      await lockCalendar(client);
      const { calendar } = await book.lawIn(client);
      const { document, ...changed } = decide(calendar, input, today);
      const isKnown = isSameDay(changed.now, calendar.days.get(changed.day) ?? null);
      const change = { source: 'DECLARED', release: null, madeBy: principal.id, document, days: [changed] } as const;
      const events = isKnown ? [] : await storeChange(client, change, at);
      const [item] = await keptDays(client, { from: changed.day, to: changed.day });
      // Links name objects by ids, and all days are parts of one calendar.
      return { item: item!, events, about: { id: CALENDAR_ID, object: { agencyId: principal.agencyId } } };
    },
  });

export const declareDay = calendarCommand<Declaration>(
  'declareCalendarDay',
  ['KIND_DOES_NOT_FIT', 'NAME_INVALID'],
  declareCalendarDay,
);
export const withdrawDay = calendarCommand<Pick<Declaration, 'day' | 'document'>>(
  'withdrawCalendarDay',
  ['CALENDAR_DAY_NOT_LISTED'],
  withdrawCalendarDay,
);
