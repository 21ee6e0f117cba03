import type { Reach } from '@tiepdan/access';
import { inConflict, withinReach } from '@tiepdan/standing';
import type { Condition } from '../lists/list.repository';

/** Where `petition`, or a view of it, says whom it is about. */
export const petitionMatter = (petition: string) => ({
  isProtected: `${petition}.denouncer_protected`,
  respondentAgency: `${petition}.respondent_agency_id`,
  respondentOfficer: `${petition}.respondent_officer_id`,
});

/** Rows of `petition p` that the reach holds. */
export function petitionsWithin(reach: Reach): readonly Condition[] {
  const conflict = inConflict(reach, petitionMatter('p'));
  return [
    withinReach(reach, { agency: 'p.receiving_agency_id' }),
    { ...conflict, name: 'free', sql: `not ${conflict.sql}` },
  ];
}

/** `visit_matter` holds what was brought to a visit also where the petition itself is hidden from its reader. */
const BROUGHT = 'select from visit_matter brought where brought.visit_id = v.id';

/** Rows of `visit v` that the reach holds: who is in conflict with a petition handed in at a visit is so with the visit. */
export function visitsWithin(reach: Reach): readonly Condition[] {
  const conflict = inConflict(reach, petitionMatter('brought'));
  return [
    withinReach(reach, { agency: 'v.agency_id' }),
    {
      ...conflict,
      name: 'free',
      sql: `not exists (${BROUGHT} and ${conflict.sql})`,
    },
  ];
}
