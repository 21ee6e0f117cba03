import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { personOpener, type KeyKeeper } from '@tiepdan/sealing';
import { conditionsOf, type Condition } from '../lists/list.repository';
import { petitionsWithin, visitsWithin } from '../petitions/petition-reach.repository';
import type { Person, StatedPerson } from './person';
import { sealPeople, type SealedField } from './seal-people';

const bytes = (buffer: Buffer | null): string | null => (buffer === null ? null : `\\x${buffer.toString('hex')}`);

/** People, sealed, as a jsonb parameter; `peopleSql` reads it back. */
export const peopleJson = (people: readonly Person[], keeper: KeyKeeper): string =>
  JSON.stringify(
    sealPeople(people, keeper).map(({ sealed, ...person }) => ({
      ordinal: person.ordinal,
      stated_id: person.statedId,
      identity_kind: person.identityKind,
      identity_index: bytes(person.identityIndex),
      key_id: person.keyId,
      wrapped_key: bytes(person.wrappedKey),
      role: person.role,
      name: bytes(sealed.name),
      identity_number: bytes(sealed.identityNumber),
      address_text: bytes(sealed.addressText),
      address_commune_id: person.addressCommuneId,
      phone: bytes(sealed.phone),
      email: bytes(sealed.email),
    })),
  );

/** The same as rows `p`. */
export const peopleSql = (parameter: string): string => `
  jsonb_to_recordset(${parameter}::jsonb) as p (ordinal int, stated_id uuid, identity_kind text, identity_index bytea,
    key_id text, wrapped_key bytea, role text, name bytea, identity_number bytea, address_text bytea,
    address_commune_id uuid, phone bytea, email bytea)`;

/**
 * Two common table expressions: `people`, read from a jsonb parameter, and `citizens`, who of them are known now. Whoever
 * has an identity number keeps the id they got first; their rows are locked in the order of its index. `after` names
 * the expression that must have locked all its rows before (counting reads them all), and yields rows only when people are
 * to be recorded.
 */
export const citizensSql = (peopleParameter: string, after: string): string => `
  people as (select * from ${peopleSql(peopleParameter)}),
  citizens as (
    insert into citizen (id, identity_kind, identity_index, created_at)
    select stated_id, identity_kind, identity_index, clock_timestamp() from people
    where (select count(*) from ${after}) > 0 order by identity_index
    on conflict (identity_index) do update set identity_index = excluded.identity_index
    returning id, identity_index)`;

/** Columns that `petitioner` and `visitor` share, after the first. */
export const STATED_COLUMNS =
  'ordinal, citizen_id, stated_id, role, name, identity_number, address_text, address_commune_id, phone, email';
/** Their values out of `people p left join citizens c using (identity_index)`. */
export const STATED_VALUES = `
  p.ordinal, coalesce(c.id, p.stated_id), p.stated_id, p.role, p.name, p.identity_number, p.address_text,
  p.address_commune_id, p.phone, p.email`;
/** Columns of `person_key`, and their values out of the same. */
export const KEY_COLUMNS = 'id, citizen_id, key_id, wrapped_key';
export const KEY_VALUES = 'p.stated_id, coalesce(c.id, p.stated_id), p.key_id, p.wrapped_key';

interface StatedRow {
  readonly parentId: string;
  readonly role: StatedPerson['role'];
  readonly citizenId: string;
  readonly statedId: string;
  /** Null once the person was erased. */
  readonly keyId: string | null;
  readonly wrappedKey: Buffer | null;
  readonly name: Buffer;
  readonly identityNumber: Buffer | null;
  readonly phone: Buffer | null;
  readonly email: Buffer | null;
  readonly addressText: Buffer;
  readonly addressCommuneId: string | null;
  readonly statedOn: string;
}

const petitionersSource = { table: 'petitioner', parent: 'petition', alias: 'p', statedOn: 'received_on' } as const;
const visitorsSource = { table: 'visitor', parent: 'visit', alias: 'v', statedOn: 'arrived_on' } as const;

/** Who stands under each of these petitions that the reach holds, in order, one statement for all. */
export const petitionersOf =
  (keeper: KeyKeeper) =>
  (client: Queryable, petitionIds: readonly string[], reach: Reach): Promise<Map<string, StatedPerson[]>> =>
    statedPeople(client, petitionIds, petitionersSource, petitionsWithin(reach), keeper);

/** Who came to each of these visits that the reach holds, in order, one statement for all. */
export const visitorsOf =
  (keeper: KeyKeeper) =>
  (client: Queryable, visitIds: readonly string[], reach: Reach): Promise<Map<string, StatedPerson[]>> =>
    statedPeople(client, visitIds, visitorsSource, visitsWithin(reach), keeper);

/** Who stands under a petition, for the service that sends notices. */
export const petitionersForContact = async (
  client: Queryable,
  petitionId: string,
  keeper: KeyKeeper,
): Promise<StatedPerson[]> =>
  (await statedPeople(client, [petitionId], petitionersSource, [], keeper)).get(petitionId)!;

/**
 * Erases what a person ever said of themselves: the keys are destroyed, and with them everything that is sealed under them,
 * wherever it was copied to. They are not recognised again by their number.
 */
export async function erasePerson(client: Queryable, citizenId: string): Promise<void> {
  await client.query({
    name: 'erase-person',
    text: `with destroyed as (delete from person_key where citizen_id = $1::uuid)
           update citizen set identity_index = null where id = $1::uuid`,
    values: [citizenId],
  });
}

async function statedPeople(
  client: Queryable,
  ids: readonly string[],
  { table, parent, alias, statedOn }: typeof petitionersSource | typeof visitorsSource,
  conditions: readonly Condition[],
  keeper: KeyKeeper,
): Promise<Map<string, StatedPerson[]>> {
  const within = conditionsOf(conditions, 2);
  const { rows } = await client.query<StatedRow>({
    name: `people-of-${parent}s${within.name}`,
    text: `select s.${parent}_id as "parentId", s.role, s.citizen_id as "citizenId", s.stated_id as "statedId",
                  k.key_id as "keyId", k.wrapped_key as "wrappedKey", s.name, s.identity_number as "identityNumber",
                  s.phone, s.email, s.address_text as "addressText", s.address_commune_id as "addressCommuneId",
                  ${alias}.${statedOn}::text as "statedOn"
           from ${table} s join ${parent} ${alias} on ${alias}.id = s.${parent}_id left join person_key k on k.id = s.stated_id
           where s.${parent}_id = any($1::uuid[]) and ${within.sql} order by s.${parent}_id, s.ordinal`,
    values: [ids, ...within.values],
  });
  const byParent = new Map<string, StatedPerson[]>(ids.map((id) => [id, []]));
  for (const row of rows) byParent.get(row.parentId)?.push(statedPerson(row, keeper));
  return byParent;
}

/** Stands where a name was, in the words of the province. */
const ERASED = '(đã xóa)';

function statedPerson(row: StatedRow, keeper: KeyKeeper): StatedPerson {
  const { role, citizenId, statedId, keyId, wrappedKey, addressCommuneId, statedOn } = row;
  const open =
    keyId === null || wrappedKey === null ? null : personOpener(keeper, statedId, { keyId, wrapped: wrappedKey });
  const opened = (field: SealedField): string | null => {
    const sealed = row[field];
    return open === null || sealed === null ? null : open(field, sealed);
  };
  return {
    role,
    citizen: {
      id: citizenId,
      name: opened('name') ?? ERASED,
      identityNumber: opened('identityNumber'),
      phone: opened('phone'),
      email: opened('email'),
      address: {
        text: opened('addressText') ?? ERASED,
        commune: addressCommuneId === null || open === null ? null : { id: addressCommuneId },
        asOf: statedOn,
      },
    },
  };
}
