import type { Pool } from 'pg';
import { bodyTree, type Body, type Standing } from '@tiepdan/access';
import { dayInProvince, type Day } from '@tiepdan/dated-table';
import type { Queryable } from '@tiepdan/database';

/** Who heads a body. */
export interface Heading {
  readonly bodyId: string;
  readonly officerId: string;
}

/** The hierarchy and its heads as of one day. */
export function standingOf(bodies: readonly Body[], headings: readonly Heading[]): Standing {
  const heads = Map.groupBy(headings, ({ bodyId }) => bodyId);
  return {
    tree: bodyTree(bodies),
    headsOf: (bodyId) => (heads.get(bodyId) ?? []).map(({ officerId }) => officerId),
  };
}

/** How people and bodies stand to each other today, from a copy that is looked at again after `RECHECKED_AFTER_MS`. */
export interface StandingBook {
  today(): Promise<Standing>;
}

/** Reads the register of one service: a short statement that tells whether anything changed, and everything as of a day. */
export interface RegisterReader {
  fingerprint(client: Queryable): Promise<string>;
  read(
    client: Queryable,
    on: Day,
  ): Promise<{ readonly bodies: readonly Body[]; readonly headings: readonly Heading[] }>;
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
      const { bodies, headings } = await reader.read(pool, on);
      known = { mark, standing: standingOf(bodies, headings) };
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
    const headings = await client.query<Heading>({
      name: 'standing-heads',
      text: `select d ->> 'agencyId' as "bodyId", o.id as "officerId"
             from standing_officer o cross join lateral jsonb_array_elements(o.duties) d
             where not o.suspended and d ->> 'role' = 'head'
               and $1::date between (d ->> 'validFrom')::date and coalesce((d ->> 'validTo')::date, 'infinity')
             order by o.id`,
      values: [on],
    });
    return { bodies: bodies.rows, headings: headings.rows };
  },
};
