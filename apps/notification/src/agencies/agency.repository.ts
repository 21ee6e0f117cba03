import type { AgencyEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';

/** Keeps the newest name of each body; one statement for a whole chunk. */
export async function rememberAgencies(client: Queryable, events: readonly Recorded<AgencyEvent>[]): Promise<void> {
  const newest = [...new Map(events.map((event) => [event.aggregateId, event])).values()].sort((a, b) =>
    a.aggregateId < b.aggregateId ? -1 : 1,
  );
  if (newest.length === 0) return;
  await client.query({
    name: 'remember-agencies',
    text: `insert into agency (id, name, version)
           select * from unnest($1::uuid[], $2::text[], $3::int[])
           on conflict (id) do update set name = excluded.name, version = excluded.version
           where agency.version < excluded.version`,
    values: [
      newest.map((event) => event.aggregateId),
      newest.map((event) => event.data.name),
      newest.map((event) => event.aggregateVersion),
    ],
  });
}
