import type { Pool } from 'pg';
import type { Body } from '@tiepdan/access';
import type { Day } from '@tiepdan/dated-table';
import type { Queryable } from '@tiepdan/database';
import type { HeldDuty, RegisterReader } from '@tiepdan/standing';
import { delegationsTo, dutyHolders } from './duty.repository';
import { isHeldOn } from './duty';

/** Assignment keeps the register itself, so it reads its own tables and no copy. */
export const ownRegister: RegisterReader = {
  async fingerprint(client) {
    const { rows } = await client.query<{ mark: string }>({
      name: 'register-fingerprint',
      text: `select concat((select coalesce(sum(version), 0) from agency), ' ', (select coalesce(sum(version), 0) from officer)) as mark`,
    });
    return rows[0]!.mark;
  },
  async read(client, on) {
    const bodies = await client.query<Body>({
      name: 'register-bodies',
      text: `select id, parent_id as "parentId" from agency where $1::date between exists_from and coalesce(exists_to, 'infinity')`,
      values: [on],
    });
    const duties = await client.query<HeldDuty>({
      name: 'register-duties',
      text: `select d.agency_id as "bodyId", d.officer_id as "officerId", d.role
             from officer_duty d
             where $1::date between d.valid_from and coalesce(d.valid_to, 'infinity')
             order by d.officer_id`,
      values: [on],
    });
    return { bodies: bodies.rows, duties: duties.rows };
  },
};

/** How one officer stands on a day, for whoever proves callers. */
export interface OfficerStanding {
  readonly suspended: boolean;
  readonly agencyId: string;
  readonly duties: readonly { readonly role: string; readonly agencyId: string }[];
  readonly delegations: readonly { readonly from: string; readonly role: string; readonly agencyId: string }[];
}

/**
 * Officers whom the register knows. A delegation counts only while whoever gave it still holds the duty and is not suspended.
 */
export async function standingsOf(
  pool: Pool | Queryable,
  officerIds: readonly string[],
  on: Day,
): Promise<Readonly<Record<string, OfficerStanding>>> {
  const holders = await dutyHolders(pool, officerIds);
  const delegations = await delegationsTo(pool, officerIds, on);
  const givers = await dutyHolders(pool, [...new Set([...delegations.values()].flat().map(({ fromId }) => fromId))]);
  const isGood = ({ fromId, role, agencyId }: { fromId: string; role: string; agencyId: string }) => {
    const giver = givers.get(fromId);
    return (
      giver?.suspendedAt === null &&
      giver.duties.some((duty) => duty.role === role && duty.agencyId === agencyId && isHeldOn(duty, on))
    );
  };
  return Object.fromEntries(
    [...holders.values()].map(({ id, suspendedAt, agencyId, duties }) => [
      id,
      {
        suspended: suspendedAt !== null,
        agencyId,
        duties: duties
          .filter((duty) => isHeldOn(duty, on))
          .map((duty) => ({ role: duty.role, agencyId: duty.agencyId })),
        delegations: (delegations.get(id) ?? [])
          .filter(isGood)
          .map((given) => ({ from: given.fromId, role: given.role, agencyId: given.agencyId })),
      },
    ]),
  );
}
