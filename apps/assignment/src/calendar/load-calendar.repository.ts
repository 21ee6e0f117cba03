import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { isSameDay, type ChangedDay } from './calendar-change';
import { insertChange, lockCalendar, releasedDays } from './calendar.repository';

/**
 * Takes over what a release of the tables says otherwise than the release before it; what people declared meanwhile about
 * other days stays. Loading the same tables again writes nothing. Gives back how many days were changed.
 */
export const loadCalendarInto = (pool: Pool, calendar: WorkingCalendar, at: Date): Promise<number> =>
  inTransaction(pool, async (client) => {
    await lockCalendar(client);
    const before = await releasedDays(client);
    const days = [...new Set([...calendar.days.keys(), ...before.keys()])].sort().flatMap((day): ChangedDay[] => {
      const now = calendar.days.get(day) ?? null;
      return isSameDay(now, before.get(day) ?? null) ? [] : [{ day, now }];
    });
    if (days.length > 0) await insertChange(client, { source: 'RELEASE', madeBy: null, document: null, days }, at);
    return days.length;
  });
