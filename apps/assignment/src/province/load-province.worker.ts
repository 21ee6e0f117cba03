import type { Pool } from 'pg';
import { agencyContract, officerContract, type AgencyEvent } from '@tiepdan/contract-assignment';
import { inTransaction, type Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import { dayInProvince, type Day } from '@tiepdan/dated-table';
import { locks } from '../locks';
import { raiseOfficers } from '../duties/duty.repository';
import type { Province } from '@tiepdan/province';

/**
 * Brings the register to what the master data say, and tells of every body that is new or has changed.
 * Loading the same data again writes nothing and tells nothing. Gives back how many bodies were written.
 */
export function loadProvinceInto(pool: Pool, province: Province, now: Date): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [locks.register]);
    const written = await upsertAgencies(client, province);
    await recordEvents(client, [agencyContract], written, now);
    await upsertOfficers(client, province);
    const dated = await dateDuties(client, province, dayInProvince(now));
    await recordEvents(client, [officerContract], await raiseOfficers(client, dated), now);
    await insertSuccessions(client, province);
    return written.length;
  });
}

type Registered = AgencyEvent['data'] & { readonly id: string; readonly version: number };

async function upsertAgencies(client: Queryable, { agencies }: Province): Promise<AgencyEvent[]> {
  const { rows } = await client.query<Registered>(
    `insert into agency as known (id, version, code, name, aliases, level, parent_id, exists_from, exists_to, search_key)
     select r.id, 1, r.code, r.name, array(select jsonb_array_elements_text(r.aliases)), r.level, r."parentId",
            r."existsFrom", r."existsTo", fold_name(concat_ws(' ', r.name, r.aliases::text))
     from jsonb_to_recordset($1::jsonb) as r (id uuid, code text, name text, aliases jsonb, level text, "parentId" uuid,
       "existsFrom" date, "existsTo" date)
     order by r.id
     on conflict (id) do update set
       version = known.version + 1, code = excluded.code, name = excluded.name, aliases = excluded.aliases, level = excluded.level,
       parent_id = excluded.parent_id, exists_from = excluded.exists_from, exists_to = excluded.exists_to, search_key = excluded.search_key
     where (known.code, known.name, known.aliases, known.level, known.parent_id, known.exists_from, known.exists_to)
       is distinct from
       (excluded.code, excluded.name, excluded.aliases, excluded.level, excluded.parent_id, excluded.exists_from, excluded.exists_to)
     returning id, version, code, name, level, parent_id as "parentId", exists_from::text as "existsFrom", exists_to::text as "existsTo"`,
    [JSON.stringify(agencies)],
  );
  return rows.map(({ id, version, ...data }) => ({
    topic: agencyContract.topic,
    type: 'AgencyRegistered',
    aggregateId: id,
    aggregateVersion: version,
    data,
  }));
}

const upsertOfficers = (client: Queryable, { officers }: Province) =>
  client.query(
    `insert into officer (id, code, name, title, agency_id, roles)
     select r.id, r.code, r.name, r.title, r."agencyId", array(select jsonb_array_elements_text(r.roles))
     from jsonb_to_recordset($1::jsonb) as r (id uuid, code text, name text, title text, "agencyId" uuid, roles jsonb)
     order by r.id
     on conflict (id) do update set name = excluded.name, title = excluded.title, agency_id = excluded.agency_id, roles = excluded.roles`,
    [JSON.stringify(officers)],
  );

/**
 * Duties begin on the day the master data name, and end the day before one that leaves them out. Gives back whose duties changed,
 * and who was not told of yet.
 */
async function dateDuties(client: Queryable, { officers }: Province, today: Day): Promise<string[]> {
  const duties = officers.flatMap(({ id, roles, agencyId, since }) =>
    roles.map((role) => ({ officerId: id, role, agencyId, validFrom: since })),
  );
  const { rows } = await client.query<{ id: string }>(
    `with told as (
       select * from jsonb_to_recordset($1::jsonb) as r ("officerId" uuid, role text, "agencyId" uuid, "validFrom" date)),
     begun as (
       insert into officer_duty (officer_id, role, agency_id, valid_from)
       select "officerId", role, "agencyId", "validFrom" from told
       on conflict do nothing returning officer_id),
     ended as (
       update officer_duty d set valid_to = greatest(d.valid_from, $2::date - 1)
       where d.valid_to is null and exists (select from told where "officerId" = d.officer_id)
         and not exists (select from told where "officerId" = d.officer_id and told.role = d.role and "agencyId" = d.agency_id)
       returning officer_id)
     select officer_id as id from begun union select officer_id from ended
     union select id from officer where version = 0 order by id`,
    [JSON.stringify(duties), today],
  );
  return rows.map(({ id }) => id);
}

const insertSuccessions = (client: Queryable, { successions }: Province) =>
  client.query(
    `insert into succession (from_id, to_id, succeeded_on, scope, document_title)
     select r."fromId", r."toId", r."on", r.scope, r.document
     from jsonb_to_recordset($1::jsonb) as r ("fromId" uuid, "toId" uuid, "on" date, scope text, document text)
     on conflict do nothing`,
    [JSON.stringify(successions)],
  );
