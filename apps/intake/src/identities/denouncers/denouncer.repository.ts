import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { dayInProvince } from '@tiepdan/dated-table';
import { conditionsOf } from '../../lists/list.repository';
import { petitionsWithin } from '../../reach/petition-reach.repository';
import type { Denouncer, DenouncerKeeping } from './denouncer';

/** How each of these agencies keeps its denouncers on a day: in the vault unless it says otherwise. */
export async function keepingsOn(
  client: Queryable,
  agencyIds: readonly string[],
  on: string,
): Promise<Map<string, DenouncerKeeping>> {
  const { rows } = await client.query<{ agencyId: string; keptIn: DenouncerKeeping }>({
    name: 'keepings-on',
    text: `select distinct on (agency_id) agency_id as "agencyId", kept_in as "keptIn" from denouncer_keeping
           where agency_id = any($1::uuid[]) and valid_from <= $2 order by agency_id, valid_from desc`,
    values: [agencyIds, on],
  });
  const told = new Map(rows.map(({ agencyId, keptIn }) => [agencyId, keptIn]));
  return new Map(agencyIds.map((id) => [id, told.get(id) ?? 'VAULT']));
}

export const keepingAt = async (client: Queryable, agencyId: string, at: Date): Promise<DenouncerKeeping> =>
  (await keepingsOn(client, [agencyId], dayInProvince(at))).get(agencyId)!;

/** Notes that who came on an occasion is kept elsewhere; false when that was known. Waits for whoever does the same. */
export async function protectOccasion(
  client: Queryable,
  occasionId: string,
  keptIn: DenouncerKeeping,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'protect-occasion',
    text: 'insert into protected_occasion (occasion_id, kept_in) values ($1, $2) on conflict do nothing',
    values: [occasionId, keptIn],
  });
  return rowCount === 1;
}

/** Where who came on an occasion is kept; null while that is here. */
export async function placeOfOccasion(client: Queryable, occasionId: string): Promise<DenouncerKeeping | null> {
  const { rows } = await client.query<{ keptIn: DenouncerKeeping }>({
    name: 'place-of-occasion',
    text: 'select kept_in as "keptIn" from protected_occasion where occasion_id = $1',
    values: [occasionId],
  });
  return rows[0]?.keptIn ?? null;
}

/** Which denouncers of which petitions are to be named. */
export interface Unnamed {
  readonly petitionIds: readonly string[];
  /** How many stand under each. */
  readonly count: number;
  readonly year: string;
  readonly registerReference: string | null;
}

/** Gives denouncers their pseudonyms, such as `NTC-2026-0007`; their counter is locked until the commit, after all others. */
export async function nameDenouncers(
  client: Queryable,
  { petitionIds, count, year, registerReference }: Unnamed,
): Promise<void> {
  if (count === 0 || petitionIds.length === 0) return;
  await client.query({
    name: 'name-denouncers',
    text: `
      with counted as (
        insert into number_counter as counter (series, last) values ($3, $2::int * cardinality($1::uuid[]))
        on conflict (series) do update set last = counter.last + excluded.last
        returning last - $2::int * cardinality($1::uuid[]) as before)
      insert into denouncer (petition_id, ordinal, pseudonym, register_reference)
      select petition.id, nth, $3 || '-' || lpad(number::text, greatest(4, length(number::text)), '0'), $4
      from counted, unnest($1::uuid[]) with ordinality as petition (id, place), generate_series(1, $2::int) as nth,
           lateral (select before + (place - 1) * $2::int + nth as number) as drawn`,
    values: [petitionIds, count, `NTC-${year}`, registerReference],
  });
}

/** Denouncers of each of these petitions that the reach holds, by their pseudonyms, one statement for all. */
export async function denouncersOf(
  client: Queryable,
  petitionIds: readonly string[],
  reach: Reach,
): Promise<Map<string, Denouncer[]>> {
  const within = conditionsOf(petitionsWithin(reach), 2);
  const { rows } = await client.query<Denouncer>({
    name: `denouncers-of-petitions${within.name}`,
    text: `select d.petition_id as "petitionId", d.pseudonym, d.register_reference as "registerReference"
           from denouncer d join petition p on p.id = d.petition_id
           where d.petition_id = any($1::uuid[]) and ${within.sql} order by d.petition_id, d.ordinal`,
    values: [petitionIds, ...within.values],
  });
  const byPetition = new Map<string, Denouncer[]>(petitionIds.map((id) => [id, []]));
  for (const row of rows) byPetition.get(row.petitionId)?.push(row);
  return byPetition;
}
