import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { inConflict, matterColumns, placed, withinReach, type PlacedConditions } from '@tiepdan/standing';

/** Whether an id is that of a notice which the reach does not hold. */
export async function isBeyondReach(client: Queryable, id: string, reach: Reach): Promise<boolean> {
  const within = noticesWithin(reach, 2);
  const { rows } = await client.query<{ isBeyond: boolean }>({
    name: `is-beyond-reach${within.name}`,
    text: `select exists (select from notice n where n.id = $1::uuid and not (${within.sql})) as "isBeyond"`,
    values: [id, ...within.values],
  });
  return rows[0]!.isBeyond;
}

const about = (notice: string): string => `select from standing_matter m where m.id = ${notice}.petition_id`;

/** Not true of a notice about a petition as long as this service has not heard whom that is about. */
export const whoseMatterIsKnown = (notice: string): string =>
  `(${notice}.petition_id is null or exists (${about(notice)}))`;

/**
 * Rows of `notice n` that the reach holds. A notice about a petition is closed to whoever is in conflict with it, and to everybody as
 * long as this service has not heard whom the petition is about.
 */
export function noticesWithin(reach: Reach, first: number): PlacedConditions {
  const conflict = inConflict(reach, matterColumns);
  return placed(
    [
      withinReach(reach, { agency: 'n.agency_id', officer: 'n.officer_id' }),
      { ...conflict, name: 'free', sql: `not exists (${about('n')} and ${conflict.sql})` },
      { name: 'known', sql: whoseMatterIsKnown('n'), values: [] },
    ],
    first,
  );
}
