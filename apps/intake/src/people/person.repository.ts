import type { Queryable } from '@tiepdan/database';

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
