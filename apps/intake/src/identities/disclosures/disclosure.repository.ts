import { conflictsOf, isInConflict, type Matter, type Reach, type Standing } from '@tiepdan/access';
import type { Day } from '@tiepdan/dated-table';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf } from '../../lists/list.repository';
import { petitionsWithin } from '../../reach/petition-reach.repository';
import type { Disclosure } from './disclosure';

const COLUMNS = `d.id, d.version, d.petition_id as "petitionId", d.purpose, d.requested_by_id as "requestedById",
  d.requested_at as "requestedAt", d.approved_by_id as "approvedById", d.approved_at as "approvedAt",
  d.open_until as "openUntil"`;

/** Stores a new one, or what became of one that is locked. */
export const storeDisclosure = (client: Queryable, disclosure: Disclosure): Promise<unknown> =>
  client.query({
    name: 'store-disclosure',
    text: `insert into disclosure (id, version, petition_id, purpose, requested_by_id, requested_at, approved_by_id, approved_at,
             open_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (id) do update set version = excluded.version, approved_by_id = excluded.approved_by_id,
             approved_at = excluded.approved_at, open_until = excluded.open_until`,
    values: [
      disclosure.id,
      disclosure.version,
      disclosure.petitionId,
      disclosure.purpose,
      disclosure.requestedById,
      disclosure.requestedAt,
      disclosure.approvedById,
      disclosure.approvedAt,
      disclosure.openUntil,
    ],
  });

/** Those whose petitions the reach holds; `lock` keeps them from changing until the commit. */
export async function disclosuresByIds(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
  lock = false,
): Promise<Map<string, Disclosure>> {
  const within = conditionsOf(petitionsWithin(reach), 2);
  const { rows } = await client.query<Disclosure>({
    name: `disclosures-by-ids${within.name}${lock ? '-locked' : ''}`,
    text: `select ${COLUMNS} from disclosure d join petition p on p.id = d.petition_id
           where d.id = any($1::uuid[]) and ${within.sql} ${lock ? 'order by d.id for update of d' : ''}`,
    values: [ids, ...within.values],
  });
  return new Map(rows.map((disclosure) => [disclosure.id, disclosure]));
}

/** Newest first, after a place in that order. */
export async function listDisclosures(
  client: Queryable,
  reach: Reach,
  after: readonly string[] | null,
  limit: number,
): Promise<Disclosure[]> {
  const within = conditionsOf([
    ...petitionsWithin(reach),
    { name: 'after', sql: '(d.requested_at, d.id) < (?::timestamptz, ?::uuid)', values: after ?? [null] },
  ]);
  const { rows } = await client.query<Disclosure>({
    name: `list-disclosures${within.name}`,
    text: `select ${COLUMNS} from disclosure d join petition p on p.id = d.petition_id where ${within.sql}
           order by d.requested_at desc, d.id desc limit $${within.values.length + 1}`,
    values: [...within.values, limit],
  });
  return rows;
}

/** What is open at an instant for one custodian, of each of these petitions the one that stays open longest. */
export async function openDisclosures(
  client: Queryable,
  petitionIds: readonly string[],
  requestedById: string,
  at: Date,
): Promise<Map<string, Disclosure>> {
  const { rows } = await client.query<Disclosure>({
    name: 'open-disclosures',
    text: `select ${COLUMNS} from disclosure d
           where d.petition_id = any($1::uuid[]) and d.requested_by_id = $2::uuid and d.open_until > $3
           order by d.open_until`,
    values: [petitionIds, requestedById, at],
  });
  return new Map(rows.map((disclosure) => [disclosure.petitionId, disclosure]));
}

/** Officers who watch over openings on a day, but for those in conflict with the matter. */
export async function overseersOf(
  client: Queryable,
  { matter, on, standing }: { readonly matter: Matter; readonly on: Day; readonly standing: Standing },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'overseers-on',
    text: `select distinct o.id from standing_officer o cross join lateral jsonb_array_elements(o.duties) d
           where d ->> 'role' = 'overseer'
             and $1::date between (d ->> 'validFrom')::date and coalesce((d ->> 'validTo')::date, 'infinity')
           order by o.id`,
    values: [on],
  });
  return rows.map(({ id }) => id).filter((id) => !isInConflict(conflictsOf({ id, agencyId: null }, standing), matter));
}
