import { agencyContract, officerContract, type AgencyEvent, type OfficerEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';
import { defineConsumer } from '@tiepdan/event-delivery';

/** Keeps a service's own copy of bodies and officers. `name` is `<service>/standing`. */
export const standingConsumer = (name: `${string}/standing`) =>
  defineConsumer({
    name,
    contracts: [agencyContract, officerContract],
    async apply(client, events) {
      await copyBodies(
        client,
        events.filter((event) => event.type === 'AgencyRegistered'),
      );
      await copyOfficers(
        client,
        events.filter((event) => event.type === 'OfficerRegistered'),
      );
    },
  });

/** The last record of each, in the order of their ids. */
const newest = <Event extends { readonly aggregateId: string }>(events: readonly Event[]): Event[] =>
  [...new Map(events.map((event) => [event.aggregateId, event])).values()].sort((one, other) =>
    one.aggregateId < other.aggregateId ? -1 : 1,
  );

async function copyBodies(client: Queryable, events: readonly Recorded<AgencyEvent>[]): Promise<void> {
  if (events.length === 0) return;
  const told = newest(events);
  await client.query({
    name: 'copy-bodies',
    text: `insert into standing_body (id, version, parent_id, exists_from, exists_to)
           select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::date[], $5::date[])
           on conflict (id) do update set version = excluded.version, parent_id = excluded.parent_id,
             exists_from = excluded.exists_from, exists_to = excluded.exists_to
           where standing_body.version < excluded.version`,
    values: [
      told.map(({ aggregateId }) => aggregateId),
      told.map(({ aggregateVersion }) => aggregateVersion),
      told.map(({ data }) => data.parentId),
      told.map(({ data }) => data.existsFrom),
      told.map(({ data }) => data.existsTo),
    ],
  });
}

async function copyOfficers(client: Queryable, events: readonly Recorded<OfficerEvent>[]): Promise<void> {
  if (events.length === 0) return;
  const told = newest(events);
  await client.query({
    name: 'copy-officers',
    text: `insert into standing_officer (id, version, suspended, duties)
           select * from unnest($1::uuid[], $2::int[], $3::boolean[], $4::jsonb[])
           on conflict (id) do update set version = excluded.version, suspended = excluded.suspended, duties = excluded.duties
           where standing_officer.version < excluded.version`,
    values: [
      told.map(({ aggregateId }) => aggregateId),
      told.map(({ aggregateVersion }) => aggregateVersion),
      told.map(({ data }) => data.suspended),
      told.map(({ data }) => JSON.stringify(data.duties)),
    ],
  });
}
