import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '@tiepdan/database';
import { newPersonSeal, personOpener, type KeyKeeper } from '@tiepdan/sealing';
import { citizenOf, erasedStatement, statementOf, type StatedPerson } from '../../people/person';
import type { Statement } from '../../people/person-fields';
import { identityIndex, openerOf, type StoredKey } from '../../people/person-record.repository';
import type { Original } from '../denouncers/redaction';
import type { Kept, Occasion, OriginalToKeep, PersonToKeep } from './vault';

/** Where denouncers are kept: a database of its own, and keys that are for it alone (Luật Tố cáo Đ.56 k.2). */
export interface Vault {
  readonly pool: Pool;
  readonly keeper: KeyKeeper;
}

const FIELD = 'said';
const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/**
 * Keeps who came, in a transaction of the vault's own, before anything tells elsewhere that they came: what is not followed by
 * it is swept away. Keeping an occasion again replaces what was not confirmed. Answers whether one of them is known to have
 * come to a visit of this agency before that is kept here.
 */
export function keepPeople(
  vault: Vault,
  occasion: Occasion,
  { people, originals }: Kept,
): Promise<{ readonly cameBefore: boolean }> {
  return inTransaction(vault.pool, async (client) => {
    await removeUnconfirmed(client, [occasion.id]);
    const { rows } = await client.query<{ cameBefore: boolean }>({
      name: 'keep-people',
      text: `
        with people as (
          select * from jsonb_to_recordset($5::jsonb) as p (ordinal int, stated_id uuid, role text, identity_index bytea,
            said bytea, key_id text, wrapped_key bytea)),
        citizens as (
          insert into kept_citizen (id, identity_index)
          select stated_id, identity_index from people where identity_index is not null order by identity_index
          on conflict (identity_index) do update set identity_index = excluded.identity_index
          returning id, identity_index),
        known as (
          select p.*, coalesce(c.id, p.stated_id) as citizen_id from people p left join citizens c using (identity_index)),
        occasion as (
          insert into kept_occasion (id, agency_id, is_visit, happened_on) values ($1, $2, $3, $4) returning id),
        keys as (
          insert into kept_key (id, citizen_id, key_id, wrapped_key)
          select stated_id, citizen_id, key_id, wrapped_key from known),
        persons as (
          insert into kept_person (occasion_id, ordinal, stated_id, citizen_id, role, said)
          select o.id, ordinal, stated_id, citizen_id, role, said from occasion o, known),
        originals as (
          insert into kept_original (petition_id, occasion_id, said, key_id, wrapped_key)
          select r.petition_id, o.id, r.said, r.key_id, r.wrapped_key
          from occasion o, jsonb_to_recordset($6::jsonb) as r (petition_id uuid, said bytea, key_id text, wrapped_key bytea))
        select exists (
          select from known k join kept_person before using (citizen_id) join kept_occasion o on o.id = before.occasion_id
          where o.is_visit and o.agency_id = $2 and o.happened_on <= $4) as "cameBefore"`,
      values: [
        occasion.id,
        occasion.agencyId,
        occasion.isVisit,
        occasion.happenedOn,
        JSON.stringify(people.map((person) => sealed(vault, person))),
        JSON.stringify(originals.map((original) => sealedOriginal(vault, original))),
      ],
    });
    return rows[0]!;
  });
}

function sealed({ keeper }: Vault, person: PersonToKeep) {
  const { key, seal } = newPersonSeal(keeper, person.newCitizenId);
  return {
    ordinal: person.ordinal,
    stated_id: person.newCitizenId,
    role: person.role,
    identity_index: identityIndex(person, keeper),
    said: hex(seal(FIELD, JSON.stringify(statementOf(person)))),
    key_id: key.keyId,
    wrapped_key: hex(key.wrapped),
  };
}

function sealedOriginal({ keeper }: Vault, { petitionId, original }: OriginalToKeep) {
  const { key, seal } = newPersonSeal(keeper, petitionId);
  return {
    petition_id: petitionId,
    said: hex(seal(FIELD, JSON.stringify(original))),
    key_id: key.keyId,
    wrapped_key: hex(key.wrapped),
  };
}

interface KeptRow extends StoredKey {
  readonly occasionId: string;
  readonly role: StatedPerson['role'];
  readonly citizenId: string;
  readonly statedId: string;
  readonly said: Buffer;
  readonly happenedOn: string;
}

/**
 * Who came on each of these occasions, in order, one statement for all. The vault knows no readers: whoever calls must have made
 * sure that the caller may know.
 */
export async function keptPeople(vault: Vault, occasionIds: readonly string[]): Promise<Map<string, StatedPerson[]>> {
  const { rows } = await vault.pool.query<KeptRow>({
    name: 'kept-people',
    text: `select p.occasion_id as "occasionId", p.role, p.citizen_id as "citizenId", p.stated_id as "statedId", p.said,
                  k.key_id as "keyId", k.wrapped_key as "wrappedKey", o.happened_on::text as "happenedOn"
           from kept_person p join kept_occasion o on o.id = p.occasion_id left join kept_key k on k.id = p.stated_id
           where p.occasion_id = any($1::uuid[]) order by p.occasion_id, p.ordinal`,
    values: [occasionIds],
  });
  const byOccasion = new Map<string, StatedPerson[]>(occasionIds.map((id) => [id, []]));
  for (const row of rows) byOccasion.get(row.occasionId)?.push(opened(vault, row));
  return byOccasion;
}

function opened({ keeper }: Vault, row: KeptRow): StatedPerson {
  const { role, citizenId, statedId, said, happenedOn } = row;
  const open = openerOf(row, statedId, keeper);
  const statement = open ? statementOf(JSON.parse(open(FIELD, said)) as Partial<Statement>) : erasedStatement;
  return { role, citizen: citizenOf(citizenId, statement, happenedOn) };
}

/** Keeps what another petition of an occasion said that is kept already. */
export const keepOriginals = (
  vault: Vault,
  occasionId: string,
  originals: readonly OriginalToKeep[],
): Promise<unknown> =>
  vault.pool.query({
    name: 'keep-originals',
    text: `insert into kept_original (petition_id, occasion_id, said, key_id, wrapped_key)
           select r.petition_id, $1::uuid, r.said, r.key_id, r.wrapped_key
           from jsonb_to_recordset($2::jsonb) as r (petition_id uuid, said bytea, key_id text, wrapped_key bytea)
           on conflict (petition_id) do update
             set said = excluded.said, key_id = excluded.key_id, wrapped_key = excluded.wrapped_key`,
    values: [occasionId, JSON.stringify(originals.map((original) => sealedOriginal(vault, original)))],
  });

/** What these petitions said as they were handed in; nothing for one of which nothing was taken out, or that was erased. */
export async function keptOriginals(vault: Vault, petitionIds: readonly string[]): Promise<Map<string, Original>> {
  const { rows } = await vault.pool.query<{ petitionId: string; said: Buffer; keyId: string; wrapped: Buffer }>({
    name: 'kept-originals',
    text: `select petition_id as "petitionId", said, key_id as "keyId", wrapped_key as wrapped from kept_original
           where petition_id = any($1::uuid[])`,
    values: [petitionIds],
  });
  return new Map(
    rows.map(({ petitionId, said, ...key }) => {
      const original = JSON.parse(personOpener(vault.keeper, petitionId, key)(FIELD, said)) as Original;
      return [petitionId, original];
    }),
  );
}

/** Takes back occasions that nothing followed. */
export const forgetOccasions = (vault: Vault, occasionIds: readonly string[]): Promise<void> =>
  inTransaction(vault.pool, (client) => removeUnconfirmed(client, occasionIds));

async function removeUnconfirmed(client: Queryable, occasionIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ citizenId: string }>({
    name: 'destroy-keys-of-unconfirmed',
    text: `with gone as (
             select p.stated_id, p.citizen_id from kept_person p join kept_occasion o on o.id = p.occasion_id
             where o.id = any($1::uuid[]) and not o.is_confirmed),
           destroyed as (delete from kept_key k using gone where k.id = gone.stated_id)
           select citizen_id as "citizenId" from gone`,
    values: [occasionIds],
  });
  await client.query({
    name: 'remove-unconfirmed',
    text: 'delete from kept_occasion where id = any($1::uuid[]) and not is_confirmed',
    values: [occasionIds],
  });
  if (rows.length === 0) return;
  await client.query({
    name: 'forget-who-is-kept-nowhere',
    text: `delete from kept_citizen c
           where c.id = any($1::uuid[]) and not exists (select from kept_person p where p.citizen_id = c.id)`,
    values: [rows.map(({ citizenId }) => citizenId)],
  });
}

/** Erases who came on an occasion, with the originals of what they brought; whoever came at no other time is not recognised again. */
export const eraseKept = (vault: Vault, occasionId: string): Promise<void> =>
  inTransaction(vault.pool, async (client) => {
    const { rows } = await client.query<{ citizenId: string }>({
      name: 'erase-kept',
      text: `with gone as (select stated_id, citizen_id from kept_person where occasion_id = $1::uuid),
             originals as (delete from kept_original where occasion_id = $1::uuid),
             destroyed as (delete from kept_key k using gone where k.id = gone.stated_id)
             select distinct citizen_id as "citizenId" from gone`,
      values: [occasionId],
    });
    await client.query({
      name: 'forget-kept-citizens',
      text: `delete from kept_citizen c
             where c.id = any($1::uuid[]) and not exists (select from kept_key k where k.citizen_id = c.id)`,
      values: [rows.map(({ citizenId }) => citizenId)],
    });
  });
