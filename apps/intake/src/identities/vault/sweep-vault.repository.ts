import type { Pool } from 'pg';
import { forgetOccasions } from './vault.repository';
import type { Vault } from './vault.repository';

/** No transaction of intake lives that long. */
const FOLLOWED_WITHIN = '15 minutes';
const OCCASIONS_PER_ROUND_MAX = 500;

/**
 * Looks which occasions kept a while ago were followed by a petition. These are confirmed; the others were left by a petition
 * that was refused or a service that stopped half way, and go with their keys. Answers how many went.
 */
export async function sweepVault(vault: Vault, pool: Pool): Promise<number> {
  const { rows: waiting } = await vault.pool.query<{ id: string }>({
    name: 'unconfirmed-occasions',
    text: `select id from kept_occasion where not is_confirmed and kept_at < clock_timestamp() - $1::interval
           order by kept_at limit ${OCCASIONS_PER_ROUND_MAX}`,
    values: [FOLLOWED_WITHIN],
  });
  if (waiting.length === 0) return 0;
  const ids = waiting.map(({ id }) => id);
  const { rows } = await pool.query<{ id: string }>({
    name: 'followed-occasions',
    text: `select occasion_id as id from protected_occasion where occasion_id = any($1::uuid[]) and kept_in = 'VAULT'`,
    values: [ids],
  });
  const followed = new Set(rows.map(({ id }) => id));
  const left = ids.filter((id) => !followed.has(id));
  await vault.pool.query({
    name: 'confirm-occasions',
    text: 'update kept_occasion set is_confirmed = true where id = any($1::uuid[])',
    values: [[...followed]],
  });
  await forgetOccasions(vault, left);
  return left.length;
}
