import type { Queryable } from '@tiepdan/database';
import { checkAgency } from '../../agencies/agency';
import { AGENCY_CHECK_COLUMNS, agencyCheckSql, type AgencyCheck } from '../../agencies/agency.repository';
import { numberSql } from '../../numbers/number.repository';
import { citizensSql, KEY_COLUMNS, peopleSql, STATED_COLUMNS } from '../../people/person-record.repository';
import { registerYear } from '../../petitions/moment';
import type { PreparedVisit } from './register-visit';

/** Suffixes of the registers that number visits and petitions. */
export interface Registers {
  readonly visit: string;
  readonly petition: string;
}

/**
 * Checks the agency, draws the number of the visit and then those of its petitions, and makes the visitors known.
 * Locks counters, then citizens, as `receivePetition` does.
 */
export async function openRegisters(
  client: Queryable,
  { visit, petitions, mentions }: PreparedVisit,
  registers: Registers,
  people: string,
): Promise<string[]> {
  const { rows } = await client.query<AgencyCheck & { numbers: string[] }>({
    name: 'open-registers',
    text: `
      with ${agencyCheckSql({ agency: '$1', day: '$2', mentioned: '$3' })},
      wanted as (
        select place, code || '-' || register as series, amount
        from body_open, (values (1, $4::text, 1), (2, $5::text, $6::int)) as registers (place, register, amount)
        where amount > 0),
      counted as (
        insert into number_counter as counter (series, last)
        select series, amount from wanted order by place
        on conflict (series) do update set last = counter.last + excluded.last
        returning series, last),
      ${citizensSql('$7', 'counted')},
      numbered as (
        select place, nth, ${numberSql('counted.series', 'nth')} as number
        from wanted join counted using (series), generate_series(last - amount + 1, last) as nth)
      select ${AGENCY_CHECK_COLUMNS}, array(select number from numbered order by place, nth) as numbers`,
    values: [
      visit.agencyId,
      visit.arrivedOn,
      mentions.map(({ id }) => id),
      `${registers.visit}-${registerYear(visit.arrivedOn)}`,
      `${registers.petition}-${registerYear(visit.arrivedOn)}`,
      petitions.length,
      people,
    ],
  });
  const { numbers, ...found } = rows[0]!;
  checkAgency(found, mentions);
  return numbers;
}

export interface VisitToInsert {
  readonly number: string;
  readonly rows: readonly object[];
  /** Sealed; of people under protection nothing but the index of their numbers is looked at. */
  readonly people: string;
  /** People under protection are kept elsewhere; `cameBefore` says whether one of them came to this agency before. */
  readonly protection: { readonly cameBefore: boolean } | null;
}

/** Must be a statement of its own after `openRegisters`, whose locks make the earlier visits of the same people visible. */
export async function insertVisit(
  client: Queryable,
  visit: PreparedVisit['visit'],
  { number, rows, people, protection }: VisitToInsert,
): Promise<void> {
  await client.query({
    name: 'insert-visit',
    text: `
      with people as (
        select p.*, coalesce(c.id, p.stated_id) as citizen_id
        from ${peopleSql('$12')} left join citizen c using (identity_index)),
      visited as (
        insert into visit (id, version, number, reception_kind, agency_id, arrived_at, arrived_on, officer_id, visitor_count,
                           refusal_ground, first_visit)
        select $1::uuid, $2::int, $3::text, $4::text, $5::uuid, $6::timestamptz, $7::date, $8::uuid, $9::int, $10::text, not $14 and not exists (
          select from people join visitor before using (citizen_id) join visit v on v.id = before.visit_id
          where v.agency_id = $5 and v.refusal_ground is null and v.arrived_at <= $6)
        returning id),
      visitors as (
        insert into visitor (visit_id, ${STATED_COLUMNS}) select visited.id, ${STATED_COLUMNS} from visited, people where $13),
      keys as (
        insert into person_key (${KEY_COLUMNS})
        select stated_id, citizen_id, key_id, wrapped_key from visited, people where $13),
      received as (
        insert into petition select * from jsonb_populate_recordset(null::petition, $11::jsonb) returning id)
      insert into petitioner (petition_id, ${STATED_COLUMNS}) select received.id, ${STATED_COLUMNS} from received, people where $13`,
    values: [
      visit.id,
      visit.version,
      number,
      visit.receptionKind,
      visit.agencyId,
      visit.arrivedAt,
      visit.arrivedOn,
      visit.officerId,
      visit.visitorCount,
      visit.refusalGround,
      JSON.stringify(rows),
      people,
      protection === null,
      protection?.cameBefore ?? false,
    ],
  });
}
