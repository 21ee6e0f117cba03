import type { Pool, PoolClient } from 'pg';
import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import { reachSettings } from './reach-policy';

/** Reads for callers, over connections on which PostgreSQL itself leaves out what is beyond their reach. */
export interface Reader {
  /** Statements sent through it see what the reach holds, whatever their own conditions say or forget to say. */
  within(reach: Reach): Queryable;
}

/** `pool` is the reader's pool of `openDatabase`. */
export function openReader(pool: Pool): Reader {
  // What a connection was told last: most callers ask several things one after the other.
  const toldTo = new WeakMap<PoolClient, string>();
  const tell = async (client: PoolClient, settings: readonly string[]): Promise<void> => {
    const reach = settings.join(' ');
    if (toldTo.get(client) === reach) return;
    // Forgotten first: should telling fail half-way, nobody reads on without telling again.
    toldTo.delete(client);
    await client.query({ name: 'tell-reach', text: TELL_REACH, values: [...settings] });
    toldTo.set(client, reach);
  };
  return {
    within(reach) {
      const settings = reachSettings(reach).map(({ value }) => value);
      const query = async (statement: Parameters<PoolClient['query']>[0]) => {
        const client = await pool.connect();
        let failure: Error | undefined;
        try {
          await tell(client, settings);
          return await client.query(statement);
        } catch (error) {
          failure = error as Error;
          throw error;
        } finally {
          // A connection on which something failed is not trusted with the next caller.
          client.release(failure);
        }
      };
      return { query: query as PoolClient['query'] };
    },
  };
}

const TELL_REACH = `select ${reachSettings(null)
  .map(({ setting }, index) => `set_config('${setting}', $${index + 1}, false)`)
  .join(', ')}`;
