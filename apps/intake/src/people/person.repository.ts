import type { Queryable } from '@tiepdan/database';
import type { KeyKeeper } from '@tiepdan/sealing';
import type { Person } from './person';
import { sealPeople } from './seal-people';

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
