import type { AgencyEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';

/** Keeps the newest record of each body; one statement for a whole chunk. */
export async function copyAgencies(client: Queryable, events: readonly Recorded<AgencyEvent>[]): Promise<void> {
  const newest = [...new Map(events.map((event) => [event.aggregateId, event])).values()].sort((a, b) =>
    a.aggregateId < b.aggregateId ? -1 : 1,
  );
  await client.query({
    name: 'copy-agencies',
    text: `
      insert into agency (id, code, exists_from, exists_to, version)
      select * from unnest($1::uuid[], $2::text[], $3::date[], $4::date[], $5::int[])
      on conflict (id) do update set
        code = excluded.code, exists_from = excluded.exists_from, exists_to = excluded.exists_to, version = excluded.version
      where agency.version < excluded.version`,
    values: [
      newest.map((event) => event.aggregateId),
      newest.map((event) => event.data.code),
      newest.map((event) => event.data.existsFrom),
      newest.map((event) => event.data.existsTo),
      newest.map((event) => event.aggregateVersion),
    ],
  });
}

/**
 * Two common table expressions for statements that need an agency: `body` is the one named by `agency`, with whether it
 * exists on `day`; `unknown` holds one of the ids `mentioned` that no agency bears. `body_open` is `body` when all is well.
 */
export const agencyCheckSql = (sql: { agency: string; day: string; mentioned: string }): string => `
  body as (
    select id, code, ${sql.day}::date between exists_from and coalesce(exists_to, 'infinity') as exists_then
    from agency where id = ${sql.agency}::uuid),
  unknown as (
    select m.id from unnest(${sql.mentioned}::uuid[]) as m (id)
    where not exists (select from agency a where a.id = m.id) limit 1),
  body_open as (select id, code from body where exists_then and not exists (select from unknown))`;

/** What a statement with `agencyCheckSql` found. */
export interface AgencyCheck {
  /** Null when there is no such agency. */
  readonly existsThen: boolean | null;
  readonly unknownAgencyId: string | null;
}

export const AGENCY_CHECK_COLUMNS = `(select exists_then from body) as "existsThen", (select id from unknown) as "unknownAgencyId"`;
