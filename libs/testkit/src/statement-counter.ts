import type { Pool, PoolClient } from 'pg';

export interface StatementCounter {
  /** Statements sent since the last reset, in order; transaction control (`begin`, `commit` …) is among them. */
  readonly statements: readonly string[];
  reset(): void;
  /** Leaves the pool as it was found. */
  stop(): void;
}

type Query = PoolClient['query'];

/**
 * Notes the text of every statement that passes through the pools from now on, whoever sends it. Counting changes nothing. What a
 * connection is told of its session, once for as long as one caller uses it, reads and writes nothing and is left out.
 */
export function countStatements(...pools: readonly Pool[]): StatementCounter {
  const statements: string[] = [];
  const watched = new Map<PoolClient, Query>();
  // A pool has no list of its clients, but it announces each one it hands out, and `pool.query` takes one too.
  const watch = (client: PoolClient) => {
    if (watched.has(client)) return;
    const query = client.query;
    watched.set(client, query);
    client.query = ((...args: Parameters<Query>) => {
      const text = textOf(args[0]);
      if (!text.startsWith('select set_config(')) statements.push(text);
      return query.apply(client, args);
    }) as Query;
  };
  for (const pool of pools) pool.on('acquire', watch);
  return {
    statements,
    reset: () => void (statements.length = 0),
    stop() {
      for (const pool of pools) pool.off('acquire', watch);
      for (const [client, query] of watched) client.query = query;
      watched.clear();
    },
  };
}

const textOf = (config: unknown): string =>
  typeof config === 'string' ? config : ((config as { text?: string }).text ?? '');
