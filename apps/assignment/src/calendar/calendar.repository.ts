import { calendarContract, type CalendarEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { CalendarDay } from '@tiepdan/working-calendar';
import type { Day } from '@tiepdan/dated-table';
import { locks } from '../locks';
import { CALENDAR_ID, eventsOf, type CalendarChange, type ChangedDay, type KeptDay } from './calendar-change';

/**
 * Until the transaction ends nobody changes the calendar, so that what it computes is computed by the newest one. To be
 * taken before any case is locked.
 */
export const keepCalendar = (client: Queryable): Promise<unknown> =>
  client.query({ name: 'keep-calendar', text: 'select pg_advisory_xact_lock_shared($1)', values: [locks.calendar] });

/** Waits for those who compute by the calendar as it is, and keeps others waiting until the transaction ends. */
export const lockCalendar = (client: Queryable): Promise<unknown> =>
  client.query({ name: 'lock-calendar', text: 'select pg_advisory_xact_lock($1)', values: [locks.calendar] });

export async function newestSequence(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ sequence: number }>({
    name: 'newest-calendar',
    text: 'select coalesce(max(sequence), 0) as sequence from calendar_change',
  });
  return rows[0]!.sequence;
}

const DAY = `d.day::text as day, d.kind, d.name, d.document, d.expected, d.works, d.evidence`;
type StoredDay = CalendarDay & { readonly day: Day };

/** Every day that differed from the plain week once the changes up to a sequence were made. */
export async function calendarDaysAt(client: Queryable, sequence: number): Promise<Map<Day, CalendarDay>> {
  const { rows } = await client.query<StoredDay>({
    name: 'calendar-days-at',
    text: `select * from (select distinct on (d.day) ${DAY} from calendar_change_day d where d.sequence <= $1
           order by d.day, d.sequence desc) d where d.kind is not null`,
    values: [sequence],
  });
  return new Map(rows.map(({ day, ...found }) => [day, found]));
}

/** The highest release taken over so far; 0 before the first. */
export async function newestRelease(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ release: number }>(
    'select coalesce(max(release), 0) as release from calendar_change',
  );
  return rows[0]!.release;
}

/** Days whose last word is a person's. */
export async function declaredDays(client: Queryable): Promise<Set<Day>> {
  const { rows } = await client.query<{ day: Day }>(
    `select day::text as day from (select distinct on (d.day) d.day, c.source from calendar_change_day d
     join calendar_change c using (sequence) order by d.day, d.sequence desc) newest where source = 'DECLARED'`,
  );
  return new Set(rows.map(({ day }) => day));
}

/** What the releases of the tables last said of each day; null where one took the day back. */
export async function releasedDays(client: Queryable): Promise<Map<Day, CalendarDay | null>> {
  const { rows } = await client.query<StoredDay>(
    `select distinct on (d.day) ${DAY} from calendar_change_day d join calendar_change c using (sequence)
     where c.source = 'RELEASE' order by d.day, d.sequence desc`,
  );
  return new Map(rows.map(({ day, ...found }) => [day, found.kind === null ? null : found]));
}

/** Stores a change as the next one and records its events. The calendar must be locked. */
export const insertChange = async (client: Queryable, change: CalendarChange, at: Date): Promise<void> =>
  recordEvents(client, [calendarContract], await storeChange(client, change, at), at);

/** Stores a change as the next one and gives the events to record. The calendar must be locked. */
export async function storeChange(client: Queryable, change: CalendarChange, at: Date): Promise<CalendarEvent[]> {
  const { rows } = await client.query<{ sequence: number; version: number }>({
    name: 'insert-calendar-change',
    text: `with versioned as (
             insert into calendar as known (id, version) values ($7, $8)
             on conflict (id) do update set version = known.version + $8 returning version)
           insert into calendar_change (sequence, source, made_by, made_at, document_number, document_title, document_issued_on, release)
           select coalesce((select max(sequence) from calendar_change), 0) + 1, $1, $2, $3, $4, $5, $6, $9
           returning sequence, (select version from versioned) as version`,
    values: [
      change.source, change.madeBy, at, change.document?.number, change.document?.title, change.document?.issuedOn,
      CALENDAR_ID, change.days.length, change.release,
    ], // prettier-ignore
  });
  const { sequence, version } = rows[0]!;
  await client.query({
    name: 'insert-calendar-days',
    text: `insert into calendar_change_day (sequence, day, kind, name, document, expected, works, evidence)
           select $1, r.day, r.kind, r.name, r.document, r.expected, r.works, r.evidence
           from jsonb_to_recordset($2::jsonb) as r (day date, kind text, name text, document text, expected boolean,
             works boolean, evidence text)`,
    values: [sequence, JSON.stringify(change.days.map(({ day, now }: ChangedDay) => ({ day, ...now })))],
  });
  return eventsOf(change, version - change.days.length);
}

/** Days of the calendar as it is now, in order. */
export async function keptDays(
  client: Queryable,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<KeptDay[]> {
  const { rows } = await client.query<StoredDay & Omit<KeptDay, 'now' | 'day'>>({
    name: 'kept-days',
    text: `select distinct on (d.day) ${DAY}, d.sequence, c.finished_at as "recomputedAt", c.moved_cases as "movedCases"
           from calendar_change_day d join calendar_change c using (sequence)
           where d.day between $1 and $2
           order by d.day, d.sequence desc`,
    values: [from, to],
  });
  return rows.map(({ day, sequence, recomputedAt, movedCases, ...found }) => ({
    day,
    now: found.kind === null ? null : found,
    sequence,
    recomputedAt,
    movedCases,
  }));
}
