import type { Pool } from 'pg';
import type { Acting } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { inTransaction, once, type CommandCall } from '@tiepdan/database';
import { checkAgency } from '../agencies/agency';
import { AGENCY_CHECK_COLUMNS, agencyCheckSql, type AgencyCheck } from '../agencies/agency.repository';
import type { KeepingFrom } from './denouncer';

/**
 * Stores how an agency keeps its denouncers, once for each idempotency key, with its audit link; what was decided for the same
 * day before is replaced. Refuses AGENCY_UNKNOWN, AGENCY_NOT_EXISTING_ON_DAY, IDEMPOTENCY_KEY_REUSED.
 */
export const storeKeeping = (
  pool: Pool,
  call: CommandCall,
  acting: Acting,
  keeping: KeepingFrom,
): Promise<KeepingFrom> =>
  inTransaction(pool, (client) =>
    once(client, call, async () => {
      const { rows } = await client.query<AgencyCheck>({
        name: 'store-keeping',
        text: `with ${agencyCheckSql({ agency: '$1', day: '$2', mentioned: '$3' })},
               stored as (
                 insert into denouncer_keeping (agency_id, valid_from, kept_in, set_by_id)
                 select $1::uuid, $2::date, $4::text, $5::text from body_open
                 on conflict (agency_id, valid_from) do update
                   set kept_in = excluded.kept_in, set_by_id = excluded.set_by_id, set_at = clock_timestamp())
               select ${AGENCY_CHECK_COLUMNS}`,
        values: [keeping.agencyId, keeping.from, [], keeping.keptIn, call.principalId],
      });
      checkAgency(rows[0]!, []);
      await appendAudit(client, {
        agencyId: keeping.agencyId,
        actorId: call.principalId,
        acting,
        operation: call.operation,
        objectId: keeping.agencyId,
        payload: call.input,
      });
      return keeping;
    }),
  );
