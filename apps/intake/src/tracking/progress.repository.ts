import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';
import type { FollowedPetition } from './public-progress';

/** Keeps events of cases as they were told, and which petition is settled in which case. */
export async function keepSteps(client: Queryable, events: readonly Recorded<CaseEvent>[]): Promise<void> {
  await client.query({
    name: 'keep-steps',
    text: `insert into tracked_step (case_id, version, type, data)
           select * from unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[]) on conflict do nothing`,
    values: [
      events.map(({ aggregateId }) => aggregateId),
      events.map(({ aggregateVersion }) => aggregateVersion),
      events.map(({ type }) => type),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  });
  const joined = new Map<string, string>();
  for (const event of events)
    if (event.type === 'CaseOpened' || event.type === 'CasePetitionJoined')
      joined.set(event.data.petitionId, event.aggregateId);
  const petitionIds = [...joined.keys()].sort();
  if (petitionIds.length === 0) return;
  await client.query({
    name: 'keep-cases-of-petitions',
    text: `insert into tracked_petition (petition_id, case_id) select * from unnest($1::uuid[], $2::uuid[])
           on conflict (petition_id) do update set case_id = excluded.case_id`,
    values: [petitionIds, petitionIds.map((id) => joined.get(id))],
  });
}

const FOLLOWED = `
  select p.kind, p.denouncer_protected as "denouncerProtected", p.received_on::text as "receivedOn",
         p.withdrawn_on::text as "withdrawnOn", p.eligible,
         coalesce((
           select jsonb_agg(jsonb_build_object('type', s.type, 'data', s.data) order by s.version)
           from tracked_petition t join tracked_step s using (case_id) where t.petition_id = p.id), '[]') as steps
  from petition p`;

/** The petition that a receipt is for, with what became of it; null for none. The same statement whether there is one or not. */
export async function petitionByReceipt(client: Queryable, receiptIndex: Buffer): Promise<FollowedPetition | null> {
  const { rows } = await client.query<FollowedPetition>({
    name: 'petition-by-receipt',
    text: `${FOLLOWED} where p.receipt_index = $1`,
    values: [receiptIndex],
  });
  return rows[0] ?? null;
}

/** Every petition brought on an occasion: at a visit, or one without. */
export async function followedOfOccasion(client: Queryable, occasionId: string): Promise<FollowedPetition[]> {
  const { rows } = await client.query<FollowedPetition>({
    name: 'followed-of-occasion',
    text: `${FOLLOWED} where p.id = $1::uuid or p.visit_id = $1::uuid`,
    values: [occasionId],
  });
  return rows;
}
