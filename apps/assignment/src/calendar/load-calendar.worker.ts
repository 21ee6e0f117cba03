import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { isSameDay, type ChangedDay } from './calendar-change';
import { declaredDays, insertChange, lockCalendar, newestRelease, releasedDays } from './calendar.repository';

export interface LoadedCalendar {
  /** How many days were changed. */
  readonly changedDays: number;
  /** Days that the release says otherwise than a person did; the person's word stays. */
  readonly leftAsDeclared: readonly string[];
}

/**
 * Takes over what a release of the tables says otherwise than the release before it; what people declared stays. Loading the
 * same tables again, or those of an older release, writes nothing: an instance that lags behind takes nothing back.
 * @throws Error when days changed under the number of a release that was taken over before
 */
export const loadCalendarInto = (pool: Pool, calendar: WorkingCalendar, at: Date): Promise<LoadedCalendar> =>
  inTransaction(pool, async (client) => {
    await lockCalendar(client);
    const nothing = { changedDays: 0, leftAsDeclared: [] };
    const { release } = calendar;
    const newest = await newestRelease(client);
    if (release < newest) return nothing;
    const before = await releasedDays(client);
    const differing = [...new Set([...calendar.days.keys(), ...before.keys()])].sort().flatMap((day): ChangedDay[] => {
      const now = calendar.days.get(day) ?? null;
      return isSameDay(now, before.get(day) ?? null) ? [] : [{ day, now }];
    });
    if (differing.length === 0) return nothing;
    if (release === newest)
      throw new Error(`calendar.psv changed (${differing[0]!.day} first): raise the number in calendar-release.psv`);
    const declared = await declaredDays(client);
    const days = differing.filter(({ day }) => !declared.has(day));
    const leftAsDeclared = differing.filter(({ day }) => declared.has(day)).map(({ day }) => day);
    if (days.length > 0)
      await insertChange(client, { source: 'RELEASE', release, madeBy: null, document: null, days }, at);
    return { changedDays: days.length, leftAsDeclared };
  });
