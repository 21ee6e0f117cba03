import { PROTECTED_KIND } from '@tiepdan/access';
import { petitionContract, type PetitionEvent } from '@tiepdan/contract-intake';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';
import { defineConsumer } from '@tiepdan/event-delivery';

/** Makes a service's copy of whom petitions are about, for tests. A change needs a migration in each service that keeps one; they compare the two. */
export async function createMatterTable(run: (sql: string) => Promise<unknown>): Promise<void> {
  await run(`
    create table standing_matter (
      id uuid primary key,
      is_protected boolean not null,
      respondent_agency_id uuid,
      respondent_officer_id uuid
    )`);
}

/** Columns of `standing_matter m`. */
export const matterColumns = {
  isProtected: 'm.is_protected',
  respondentAgency: 'm.respondent_agency_id',
  respondentOfficer: 'm.respondent_officer_id',
} as const;

/**
 * Keeps, for a service that shows things about petitions, what a conflict of interest is judged by. What was ever taken for a
 * denunciation stays protected. `name` is `<service>/matters`.
 */
export const matterConsumer = (name: `${string}/matters`) =>
  defineConsumer({
    name,
    contracts: [petitionContract],
    async apply(client, events) {
      await copyRespondents(
        client,
        events.filter((event) => event.type === 'PetitionReceived'),
      );
      const protectedNow = events.filter(
        (event) => event.type === 'PetitionClassified' && event.data.kind === PROTECTED_KIND,
      );
      await protect(client, [...new Set(protectedNow.map(({ aggregateId }) => aggregateId))].sort());
    },
  });

type Received = Recorded<Extract<PetitionEvent, { type: 'PetitionReceived' }>>;

async function copyRespondents(client: Queryable, events: readonly Received[]): Promise<void> {
  if (events.length === 0) return;
  const told = [...new Map(events.map((event) => [event.aggregateId, event])).values()].sort((one, other) =>
    one.aggregateId < other.aggregateId ? -1 : 1,
  );
  await client.query({
    name: 'copy-matters',
    text: `insert into standing_matter (id, is_protected, respondent_agency_id, respondent_officer_id)
           select * from unnest($1::uuid[], $2::boolean[], $3::uuid[], $4::uuid[])
           on conflict (id) do nothing`,
    values: [
      told.map(({ aggregateId }) => aggregateId),
      told.map(({ data }) => data.kind === PROTECTED_KIND),
      told.map(({ data }) => data.respondentAgencyId),
      told.map(({ data }) => data.respondentOfficerId),
    ],
  });
}

async function protect(client: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query({
    name: 'protect-matters',
    text: 'update standing_matter set is_protected = true where id = any($1::uuid[])',
    values: [ids],
  });
}
