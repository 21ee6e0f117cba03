import type { Pool } from 'pg';
import type { Queryable } from '@tiepdan/database';
import { calendarOf } from '@tiepdan/working-calendar';
import type { Law } from '@tiepdan/law';
import type { CalendarBook } from './calendar-book';
import { calendarDaysAt, keepCalendar, newestSequence } from './calendar.repository';

/** A change is a handful a year, so every calendar ever asked for fits. */
const REMEMBERED_MAX = 200;

/** Keeps the calendars of a database in memory; `law` gives everything else, and the years that are known. */
export function openCalendarBook(pool: Pool, law: Law): CalendarBook {
  const remembered = new Map<number, Promise<Law>>();
  let newest = law;

  const read = async (client: Queryable, sequence: number): Promise<Law> => {
    const days = await calendarDaysAt(client, sequence);
    return { ...law, calendar: calendarOf(law.calendar.years, days, { release: law.calendar.release, sequence }) };
  };
  const lawAt = (client: Queryable, sequence: number): Promise<Law> => {
    const known = remembered.get(sequence);
    if (known) return known;
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    const reading = read(client, sequence);
    remembered.set(sequence, reading);
    reading.catch(() => remembered.delete(sequence));
    return reading;
  };
  const refreshed = async (client: Queryable): Promise<Law> => {
    const sequence = await newestSequence(client);
    const found = sequence === 0 ? law : await lawAt(client, sequence);
    if (found.calendar.sequence >= newest.calendar.sequence) newest = found;
    return found;
  };
  return {
    newest: () => newest,
    lawIn: async (client) => {
      await keepCalendar(client);
      return refreshed(client);
    },
    lawAt: async (sequence) => (sequence === 0 ? law : lawAt(pool, sequence)),
    refresh: () => refreshed(pool),
  };
}
