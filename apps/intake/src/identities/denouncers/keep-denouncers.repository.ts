import type { Queryable } from '@tiepdan/database';
import { AGENCY_CHECK_COLUMNS, agencyCheckSql, type AgencyCheck } from '../../agencies/agency.repository';
import type { KeepingFrom } from './denouncer';

/**
 * Stores how an agency keeps its denouncers from a day on, where there is such an agency; what was decided for the same day before is
 * replaced.
 */
export async function storeKeeping(
  client: Queryable,
  { agencyId, from, keptIn }: KeepingFrom,
  setById: string,
): Promise<AgencyCheck> {
  const { rows } = await client.query<AgencyCheck>({
    name: 'store-keeping',
    text: `with ${agencyCheckSql({ agency: '$1', day: '$2', mentioned: '$3' })},
           stored as (
             insert into denouncer_keeping (agency_id, valid_from, kept_in, set_by_id)
             select $1::uuid, $2::date, $4::text, $5::text from body_open
             on conflict (agency_id, valid_from) do update
               set kept_in = excluded.kept_in, set_by_id = excluded.set_by_id, set_at = clock_timestamp())
           select ${AGENCY_CHECK_COLUMNS}`,
    values: [agencyId, from, [], keptIn, setById],
  });
  return rows[0]!;
}

/** What was decided, by agency and day: `<agency> <day>`. */
export async function keepingsByIds(client: Queryable, ids: readonly string[]): Promise<Map<string, KeepingFrom>> {
  const { rows } = await client.query<KeepingFrom & { id: string }>({
    name: 'keepings-by-ids',
    text: `select agency_id || ' ' || valid_from as id, agency_id as "agencyId", kept_in as "keptIn", valid_from::text as "from"
           from denouncer_keeping where agency_id || ' ' || valid_from = any($1::text[])`,
    values: [ids],
  });
  return new Map(rows.map(({ id, ...keeping }) => [id, keeping]));
}
