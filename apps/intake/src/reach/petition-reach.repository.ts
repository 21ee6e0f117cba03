import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { inConflict, placed, withinReach } from '@tiepdan/standing';
import type { Condition } from '../lists/list.repository';

/** Where `petition`, or a view of it, says whom it is about. */
export const petitionMatter = (petition: string) => ({
  isProtected: `${petition}.denouncer_protected`,
  respondentAgency: `${petition}.respondent_agency_id`,
  respondentOfficer: `${petition}.respondent_officer_id`,
});

/** Whether an id is that of a petition or a visit which the reach does not hold. */
export async function isBeyondReach(client: Queryable, id: string, reach: Reach): Promise<boolean> {
  const petition = placed(petitionsWithin(reach), 2);
  const visit = placed(visitsWithin(reach), 2 + petition.values.length);
  const { rows } = await client.query<{ isBeyond: boolean }>({
    name: `is-beyond-reach${petition.name}${visit.name}`,
    text: `select exists (select from petition p where p.id = $1::uuid and not (${petition.sql}))
             or exists (select from visit v where v.id = $1::uuid and not (${visit.sql})) as "isBeyond"`,
    values: [id, ...petition.values, ...visit.values],
  });
  return rows[0]!.isBeyond;
}

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
