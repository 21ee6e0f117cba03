import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { KeyKeeper } from '@tiepdan/sealing';
import { conditionsOf, type Condition } from '../../lists/list.repository';
import { citizenOf, type StatedPerson } from '../../people/person';
import {
  openedStatement,
  STATEMENT_COLUMNS,
  type StoredKey,
  type StoredStatement,
} from '../../people/person-record.repository';
import { petitionsWithin, visitsWithin } from '../../reach/petition-reach.repository';
import { keptPeople, type Vault } from '../vault/vault.repository';

/** Where people are kept: most of them here, sealed; denouncers and who came with them in the vault. */
export interface PeoplePlaces {
  readonly keeper: KeyKeeper;
  readonly vault: Vault;
}

interface StatedRow extends StoredStatement, StoredKey {
  readonly parentId: string;
  /** Set where the people are in the vault; then nobody is found here. */
  readonly occasionId: string | null;
  /** Null where nobody is kept here. */
  readonly statedId: string | null;
  readonly role: StatedPerson['role'];
  readonly citizenId: string;
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
                  s.citizen_id as "citizenId", k.key_id as "keyId", k.wrapped_key as "wrappedKey", ${STATEMENT_COLUMNS},
                  ${alias}.${statedOn}::text as "statedOn"
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
    else if (row.statedId !== null) {
      const { role, citizenId, statedId, statedOn } = row;
      const citizen = citizenOf(citizenId, openedStatement(row, statedId, keeper), statedOn);
      byParent.get(row.parentId)?.push({ role, citizen });
    }
  }
  return byParent;
}
