import type { AgencyEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';

export interface Agency {
  /** Dense number the books know it by. */
  readonly no: number;
  readonly id: string;
  /** Null until assignment has told of it. */
  readonly name: string | null;
}

/** Numbers of agencies by id; whoever has none gets one. Takes two statements. */
export async function numberAgencies(client: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  // Asked for first, because a conflict would use up one of 32,767 numbers.
  await client.query({
    name: 'number-agencies',
    text: `insert into agency (id)
           select id from unnest($1::uuid[]) as wanted (id)
           where not exists (select from agency known where known.id = wanted.id)
           order by id on conflict (id) do nothing`,
    values: [[...new Set(ids)]],
  });
  const { rows } = await client.query<{ no: number; id: string }>({
    name: 'numbers-of-agencies',
    text: 'select no, id from agency where id = any($1::uuid[])',
    values: [ids],
  });
  return new Map(rows.map(({ no, id }) => [id, no]));
}

/** Keeps the newest name of each agency; three statements for a whole chunk. */
export async function rememberAgencies(client: Queryable, events: readonly Recorded<AgencyEvent>[]): Promise<void> {
  const newest = [...new Map(events.map((event) => [event.aggregateId, event])).values()];
  if (newest.length === 0) return;
  await numberAgencies(
    client,
    newest.map(({ aggregateId }) => aggregateId),
  );
  await client.query({
    name: 'name-agencies',
    text: `update agency set name = told.name, version = told.version
           from unnest($1::uuid[], $2::text[], $3::int[]) as told (id, name, version)
           where agency.id = told.id and agency.version < told.version`,
    values: [
      newest.map(({ aggregateId }) => aggregateId),
      newest.map(({ data }) => data.name),
      newest.map(({ aggregateVersion }) => aggregateVersion),
    ],
  });
}

/** Null for an id nobody has told of. */
export async function agencyById(client: Queryable, id: string): Promise<Agency | null> {
  const { rows } = await client.query<Agency>({
    name: 'agency-by-id',
    text: 'select no, id, name from agency where id = $1',
    values: [id],
  });
  return rows[0] ?? null;
}

export async function agenciesByNo(client: Queryable, nos: readonly number[]): Promise<Map<number, Agency>> {
  const { rows } = await client.query<Agency>({
    name: 'agencies-by-no',
    text: 'select no, id, name from agency where no = any($1::int2[])',
    values: [nos],
  });
  return new Map(rows.map((agency) => [agency.no, agency]));
}
