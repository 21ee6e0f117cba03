import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { personOpener, type KeyKeeper } from '@tiepdan/sealing';
import { conditionsOf, type Condition } from '../../lists/list.repository';
import { ERASED_PERSON, type StatedPerson } from '../../people/person';
import type { SealedField } from '../../people/seal-people';
import { petitionsWithin, visitsWithin } from '../../reach/petition-reach.repository';
import { keptPeople, type Vault } from '../vault/vault.repository';

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
