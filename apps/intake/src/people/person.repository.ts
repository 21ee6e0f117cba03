import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { personOpener, type KeyKeeper } from '@tiepdan/sealing';
import { conditionsOf, type Condition } from '../lists/list.repository';
import { petitionsWithin, visitsWithin } from '../petitions/petition-reach.repository';
import { keptPeople } from '../vault/vault.repository';
import type { Vault } from '../vault/vault.repository';
import { ERASED_PERSON, type Person, type StatedPerson } from './person';
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

/** Where people are kept: most of them here, sealed; denouncers and who came with them in the vault. */
export interface PeoplePlaces {
  readonly keeper: KeyKeeper;
  readonly vault: Vault;
}

interface StatedRow {
  readonly parentId: string;
  /** Set where the people are in the vault; then nobody is found here. */
  readonly occasionId: string | null;
  /** Null where nobody is kept here. */
  readonly statedId: string | null;
  readonly role: StatedPerson['role'];
  readonly citizenId: string;
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

const petitionersSource = {
  table: 'petitioner',
  parent: 'petition',
  alias: 'p',
  statedOn: 'received_on',
  occasion: 'coalesce(p.visit_id, p.id)',
} as const;
const visitorsSource = {
  table: 'visitor',
  parent: 'visit',
  alias: 'v',
  statedOn: 'arrived_on',
  occasion: 'v.id',
} as const;

/** Who stands under each of these petitions that the reach holds, in order: one statement for all, and one to the vault where it keeps some. */
export const petitionersOf =
  (places: PeoplePlaces) =>
  (client: Queryable, petitionIds: readonly string[], reach: Reach): Promise<Map<string, StatedPerson[]>> =>
    statedPeople(client, petitionIds, petitionersSource, petitionsWithin(reach), places);

/** Who came to each of these visits that the reach holds, in the same way. */
export const visitorsOf =
  (places: PeoplePlaces) =>
  (client: Queryable, visitIds: readonly string[], reach: Reach): Promise<Map<string, StatedPerson[]>> =>
    statedPeople(client, visitIds, visitorsSource, visitsWithin(reach), places);

/** Who stands under a petition, for the service that sends notices, or to keep them elsewhere. */
export const petitionersWithoutReach = async (
  client: Queryable,
  petitionId: string,
  places: PeoplePlaces,
): Promise<StatedPerson[]> =>
  (await statedPeople(client, [petitionId], petitionersSource, [], places)).get(petitionId)!;

/**
 * Removes who came on an occasion from this database, with the keys of what they said then, and whoever is known by nothing else.
 * For when they are kept elsewhere.
 */
export async function removePeople(client: Queryable, occasionId: string): Promise<void> {
  const { rows } = await client.query<{ citizenId: string }>({
    name: 'remove-people',
    text: `
      with petitioners as (
        delete from petitioner s using petition p
        where p.id = s.petition_id and (p.id = $1::uuid or p.visit_id = $1::uuid) returning s.stated_id, s.citizen_id),
      visitors as (delete from visitor where visit_id = $1::uuid returning stated_id, citizen_id),
      gone as (select * from petitioners union select * from visitors),
      keys as (delete from person_key k using gone where k.id = gone.stated_id)
      select distinct citizen_id as "citizenId" from gone`,
    values: [occasionId],
  });
  const citizenIds = rows.map(({ citizenId }) => citizenId);
  // Whoever writes of them at this moment holds their rows; what was written is seen by the next statement only.
  await client.query('select from citizen where id = any($1::uuid[]) order by id for update', [citizenIds]);
  await client.query({
    name: 'remove-citizens-known-by-nothing',
    text: `delete from citizen c
           where c.id = any($1::uuid[]) and not exists (select from petitioner p where p.citizen_id = c.id)
             and not exists (select from visitor v where v.citizen_id = c.id)`,
    values: [citizenIds],
  });
}

/**
 * Erases what people said on an occasion: the keys are destroyed, and with them everything that is sealed under them, wherever it
 * was copied to. Whoever said nothing else is not recognised again by their number.
 */
export async function eraseStatements(client: Queryable, occasionId: string): Promise<void> {
  const { rows } = await client.query<{ citizenId: string }>({
    name: 'erase-statements',
    text: `
      with gone as (
        select s.stated_id, s.citizen_id from petitioner s join petition p on p.id = s.petition_id
        where p.id = $1::uuid or p.visit_id = $1::uuid
        union select stated_id, citizen_id from visitor where visit_id = $1::uuid),
      destroyed as (delete from person_key k using gone where k.id = gone.stated_id)
      select distinct citizen_id as "citizenId" from gone`,
    values: [occasionId],
  });
  await client.query({
    name: 'forget-identity-numbers',
    text: `update citizen c set identity_index = null
           where c.id = any($1::uuid[]) and not exists (select from person_key k where k.citizen_id = c.id)`,
    values: [rows.map(({ citizenId }) => citizenId)],
  });
}

async function statedPeople(
  client: Queryable,
  ids: readonly string[],
  { table, parent, alias, statedOn, occasion }: typeof petitionersSource | typeof visitorsSource,
  conditions: readonly Condition[],
  { keeper, vault }: PeoplePlaces,
): Promise<Map<string, StatedPerson[]>> {
  const within = conditionsOf(conditions, 2);
  const { rows } = await client.query<StatedRow>({
    name: `people-of-${parent}s${within.name}`,
    text: `select ${alias}.id as "parentId", o.occasion_id as "occasionId", s.stated_id as "statedId", s.role,
                  s.citizen_id as "citizenId", k.key_id as "keyId", k.wrapped_key as "wrappedKey", s.name,
                  s.identity_number as "identityNumber", s.phone, s.email, s.address_text as "addressText",
                  s.address_commune_id as "addressCommuneId", ${alias}.${statedOn}::text as "statedOn"
           from ${parent} ${alias}
           left join protected_occasion o on o.occasion_id = ${occasion} and o.kept_in = 'VAULT'
           left join ${table} s on s.${parent}_id = ${alias}.id
           left join person_key k on k.id = s.stated_id
           where ${alias}.id = any($1::uuid[]) and ${within.sql} order by ${alias}.id, s.ordinal`,
    values: [ids, ...within.values],
  });
  const occasionIds = [...new Set(rows.flatMap(({ occasionId }) => occasionId ?? []))];
  const kept = occasionIds.length === 0 ? null : await keptPeople(vault, occasionIds);
  const byParent = new Map<string, StatedPerson[]>(ids.map((id) => [id, []]));
  for (const row of rows) {
    if (row.occasionId !== null) byParent.set(row.parentId, kept!.get(row.occasionId)!);
    else if (row.statedId !== null) byParent.get(row.parentId)?.push(statedPerson(row, row.statedId, keeper));
  }
  return byParent;
}

function statedPerson(row: StatedRow, statedId: string, keeper: KeyKeeper): StatedPerson {
  const { role, citizenId, keyId, wrappedKey, addressCommuneId, statedOn } = row;
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
      name: opened('name') ?? ERASED_PERSON.name,
      identityNumber: opened('identityNumber'),
      phone: opened('phone'),
      email: opened('email'),
      address: {
        text: opened('addressText') ?? ERASED_PERSON.addressText,
        commune: addressCommuneId === null || open === null ? null : { id: addressCommuneId },
        asOf: statedOn,
      },
    },
  };
}
