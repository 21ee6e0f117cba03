import type { Pool, PoolClient } from 'pg';

/** What a statement can be sent through: the pool, or the client of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** Commits what `work` did, or nothing of it. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  // The pool listens to its idle connections only. One that is lost in our hands fails the statement that wants it; without
  // a listener it would end the process beside that.
  client.on('error', failsTheNextStatement);
  const release = (isBroken: boolean) => {
    client.off('error', failsTheNextStatement);
    client.release(isBroken);
  };
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    release(false);
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given to the next caller.
    await client.query('rollback').then(
      () => release(false),
      () => release(true),
    );
    throw error;
  }
}

const failsTheNextStatement = (): void => undefined;
