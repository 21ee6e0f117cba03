import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { conditionsOf, type Condition } from '../lists/list.repository';
import { petitionsWithin, visitsWithin } from '../petitions/petition-reach.repository';
import type { Person, StatedPerson } from './person';

/** People as a jsonb parameter; `peopleSql` reads it back. */
export const peopleJson = (people: readonly Person[]): string =>
  JSON.stringify(
    people.map((person) => ({
      ordinal: person.ordinal,
      new_citizen_id: person.newCitizenId,
      identity_kind: person.identityKind,
      identity_number: person.identityNumber,
      role: person.role,
      name: person.name,
      address_text: person.addressText,
      address_commune_id: person.addressCommuneId,
      phone: person.phone,
      email: person.email,
    })),
  );

/** The same as rows `p`. */
export const peopleSql = (parameter: string): string => `
  jsonb_to_recordset(${parameter}::jsonb) as p (ordinal int, new_citizen_id uuid, identity_kind text, identity_number text,
    role text, name text, address_text text, address_commune_id uuid, phone text, email text)`;

/**
 * Two common table expressions: `people`, read from a jsonb parameter, and `citizens`, who of them are known now. Whoever
 * has an identity number keeps the id they got first; their rows are locked in the order of the numbers. `after` names
 * the expression that must have locked all its rows before (counting reads them all), and yields rows only when people are
 * to be recorded.
 */
export const citizensSql = (peopleParameter: string, after: string): string => `
  people as (select * from ${peopleSql(peopleParameter)}),
  citizens as (
    insert into citizen (id, identity_kind, identity_number, created_at)
    select new_citizen_id, identity_kind, identity_number, clock_timestamp() from people
    where (select count(*) from ${after}) > 0 order by identity_number
    on conflict (identity_number) do update set identity_number = excluded.identity_number
    returning id, identity_number)`;

/** Columns that `petitioner` and `visitor` share, after the first. */
export const STATED_COLUMNS = 'ordinal, citizen_id, role, name, address_text, address_commune_id, phone, email';
/** Their values out of `people p left join citizens c using (identity_number)`. */
export const STATED_VALUES = `
  p.ordinal, coalesce(c.id, p.new_citizen_id), p.role, p.name, p.address_text, p.address_commune_id, p.phone, p.email`;

interface StatedRow {
  readonly parentId: string;
  readonly role: StatedPerson['role'];
  readonly citizenId: string;
  readonly name: string;
  readonly identityNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly addressText: string;
  readonly addressCommuneId: string | null;
  readonly statedOn: string;
}

const petitionersSource = { table: 'petitioner', parent: 'petition', alias: 'p', statedOn: 'received_on' } as const;
const visitorsSource = { table: 'visitor', parent: 'visit', alias: 'v', statedOn: 'arrived_on' } as const;

/** Who stands under each of these petitions that the reach holds, in order, one statement for all. */
export const petitionersOf = (client: Queryable, petitionIds: readonly string[], reach: Reach) =>
  statedPeople(client, petitionIds, petitionersSource, petitionsWithin(reach));

/** Who came to each of these visits that the reach holds, in order, one statement for all. */
export const visitorsOf = (client: Queryable, visitIds: readonly string[], reach: Reach) =>
  statedPeople(client, visitIds, visitorsSource, visitsWithin(reach));

/** Who stands under a petition, for the service that sends notices. */
export const petitionersForContact = async (client: Queryable, petitionId: string): Promise<StatedPerson[]> =>
  (await statedPeople(client, [petitionId], petitionersSource, [])).get(petitionId)!;

async function statedPeople(
  client: Queryable,
  ids: readonly string[],
  { table, parent, alias, statedOn }: typeof petitionersSource | typeof visitorsSource,
  conditions: readonly Condition[],
): Promise<Map<string, StatedPerson[]>> {
  const within = conditionsOf(conditions, 2);
  const { rows } = await client.query<StatedRow>({
    name: `people-of-${parent}s${within.name}`,
    text: `select s.${parent}_id as "parentId", s.role, s.citizen_id as "citizenId", s.name, c.identity_number as "identityNumber",
                  s.phone, s.email, s.address_text as "addressText", s.address_commune_id as "addressCommuneId",
                  ${alias}.${statedOn}::text as "statedOn"
           from ${table} s join citizen c on c.id = s.citizen_id join ${parent} ${alias} on ${alias}.id = s.${parent}_id
           where s.${parent}_id = any($1::uuid[]) and ${within.sql} order by s.${parent}_id, s.ordinal`,
    values: [ids, ...within.values],
  });
  const byParent = new Map<string, StatedPerson[]>(ids.map((id) => [id, []]));
  for (const row of rows) byParent.get(row.parentId)?.push(statedPerson(row));
  return byParent;
}

const statedPerson = ({
  role,
  citizenId,
  addressText,
  addressCommuneId,
  statedOn,
  ...row
}: StatedRow): StatedPerson => ({
  role,
  citizen: {
    id: citizenId,
    name: row.name,
    identityNumber: row.identityNumber,
    phone: row.phone,
    email: row.email,
    address: {
      text: addressText,
      commune: addressCommuneId === null ? null : { id: addressCommuneId },
      asOf: statedOn,
    },
  },
});
