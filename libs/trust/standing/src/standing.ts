import type { Pool } from 'pg';
import { bodyTree, type Body, type Standing } from '@tiepdan/access';
import { dayInProvince, type Day } from '@tiepdan/dated-table';
import type { Queryable } from '@tiepdan/database';

/** A duty that an officer holds in a body. */
export interface HeldDuty {
  readonly bodyId: string;
  readonly officerId: string;
  readonly role: string;
}

/** The hierarchy and its heads as of one day; a suspended head is one still: those below depend on whoever comes back. */
export function standingOf(bodies: readonly Body[], duties: readonly HeldDuty[]): Standing {
  const heads = Map.groupBy(
    duties.filter(({ role }) => role === 'head'),
    ({ bodyId }) => bodyId,
  );
  const ofOfficers = Map.groupBy(duties, ({ officerId }) => officerId);
  return {
    tree: bodyTree(bodies),
    headsOf: (bodyId) => (heads.get(bodyId) ?? []).map(({ officerId }) => officerId),
    bodiesOf: (officerId) => (ofOfficers.get(officerId) ?? []).map(({ bodyId }) => bodyId),
  };
}

/** How people and bodies stand to each other today, from a copy that is looked at again after `RECHECKED_AFTER_MS`. */
export interface StandingBook {
  today(): Promise<Standing>;
}

/** Reads the register of one service: a short statement that tells whether anything changed, and everything as of a day. */
export interface RegisterReader {
  fingerprint(client: Queryable): Promise<string>;
  read(client: Queryable, on: Day): Promise<{ readonly bodies: readonly Body[]; readonly duties: readonly HeldDuty[] }>;
}

const RECHECKED_AFTER_MS = 2_000;

export function openStandingBook(pool: Pool, now: () => Date, reader: RegisterReader = copiedRegister): StandingBook {
  let known: { readonly mark: string; readonly standing: Standing } | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<Standing> | null = null;

  const check = async (): Promise<Standing> => {
    const at = now();
    const on = dayInProvince(at);
    const mark = `${on} ${await reader.fingerprint(pool)}`;
    if (known?.mark !== mark) {
      const { bodies, duties } = await reader.read(pool, on);
      known = { mark, standing: standingOf(bodies, duties) };
    }
    checkedAt = at.getTime();
    return known.standing;
  };
  return {
    async today() {
      const age = now().getTime() - checkedAt;
      if (known && age >= 0 && age < RECHECKED_AFTER_MS) return known.standing;
      // Callers that come meanwhile wait for the same look.
      checking ??= check().finally(() => (checking = null));
      return checking;
    },
  };
}

/** The copy that `standingConsumer` keeps. */
const copiedRegister: RegisterReader = {
  async fingerprint(client) {
    const { rows } = await client.query<{ mark: string }>({
      name: 'standing-fingerprint',
      text: `select concat((select coalesce(sum(version), 0) from standing_body), ' ',
               (select coalesce(sum(version), 0) from standing_officer)) as mark`,
    });
    return rows[0]!.mark;
  },
  async read(client, on) {
    const bodies = await client.query<Body>({
      name: 'standing-bodies',
      text: `select id, parent_id as "parentId" from standing_body
             where $1::date between exists_from and coalesce(exists_to, 'infinity')`,
      values: [on],
    });
    const duties = await client.query<HeldDuty>({
      name: 'standing-duties',
      text: `select d ->> 'agencyId' as "bodyId", o.id as "officerId", d ->> 'role' as role
             from standing_officer o cross join lateral jsonb_array_elements(o.duties) d
             where $1::date between (d ->> 'validFrom')::date and coalesce((d ->> 'validTo')::date, 'infinity')
             order by o.id`,
      values: [on],
    });
    return { bodies: bodies.rows, duties: duties.rows };
  },
};
