import type { Pool, PoolClient } from 'pg';

/** What a statement can be sent through: the pool, or the client of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** Commits what `work` did, or nothing of it. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given to the next caller.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
