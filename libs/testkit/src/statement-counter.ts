import type { Pool, PoolClient } from 'pg';

export interface StatementCounter {
  /** Statements sent since the last reset, in order; transaction control (`begin`, `commit` …) is among them. */
  readonly statements: readonly string[];
  reset(): void;
  /** Leaves the pool as it was found. */
  stop(): void;
}

type Query = PoolClient['query'];

/** Notes the text of every statement that passes through the pool from now on, whoever sends it. Counting changes nothing. */
export function countStatements(pool: Pool): StatementCounter {
  const statements: string[] = [];
  const watched = new Map<PoolClient, Query>();
  // A pool has no list of its clients, but it announces each one it hands out, and `pool.query` takes one too.
  const watch = (client: PoolClient) => {
    if (watched.has(client)) return;
    const query = client.query;
    watched.set(client, query);
    client.query = ((...args: Parameters<Query>) => {
      statements.push(textOf(args[0]));
      return query.apply(client, args);
    }) as Query;
  };
  pool.on('acquire', watch);
  return {
    statements,
    reset: () => void (statements.length = 0),
    stop() {
      pool.off('acquire', watch);
      for (const [client, query] of watched) client.query = query;
      watched.clear();
    },
  };
}

const textOf = (config: unknown): string =>
  typeof config === 'string' ? config : ((config as { text?: string }).text ?? '');
