import type { Reach } from '@tiepdan/access';
import { inConflict, matterColumns, placed, withinReach, type PlacedConditions } from '@tiepdan/standing';

/**
 * Rows of `notice n` that the reach holds. A notice about a petition is closed to whoever is in conflict with it; one about a
 * denunciation to everybody as long as this service has not heard whom it is about.
 */
export function noticesWithin(reach: Reach, first: number): PlacedConditions {
  const conflict = inConflict(reach, matterColumns);
  const about = 'select from standing_matter m where m.id = n.petition_id';
  return placed(
    [
      withinReach(reach, { agency: 'n.agency_id', officer: 'n.officer_id' }),
      { ...conflict, name: 'free', sql: `not exists (${about} and ${conflict.sql})` },
      { name: 'known', sql: `(n.template not like 'denunciation-%' or exists (${about}))`, values: [] },
    ],
    first,
  );
}
