import type { Queryable } from '@tiepdan/database';
import type { AggregateVersion } from './consumer';

/** Lets a reader wait until a consumer has applied what the reader wrote elsewhere. */
export interface AppliedVersions {
  /** True as soon as all of these versions, or later ones, are applied; false when they are not within `timeoutMs`. */
  waitFor(versions: readonly AggregateVersion[], timeoutMs: number): Promise<boolean>;
  /** To be called after a chunk's commit: whoever waits for these aggregates looks again at once. */
  notify(versions: readonly AggregateVersion[]): void;
}

/** How soon it is seen that another instance of the service applied a version. */
const RECHECK_MS = 50;

interface Waiter {
  readonly ids: ReadonlySet<string>;
  wake(): void;
}

export function createAppliedVersions(pool: Queryable, consumerName: string): AppliedVersions {
  const waiters = new Set<Waiter>();

  const areApplied = async (versions: readonly AggregateVersion[]): Promise<boolean> => {
    const { rows } = await pool.query<{ missing: number }>({
      name: 'missing-versions',
      text: `
        select count(*)::int as missing from unnest($2::uuid[], $3::int[]) as wanted (id, version)
        where not exists (
          select from consumed
          where consumer = $1 and aggregate_id = wanted.id and consumed.version >= wanted.version)`,
      values: [consumerName, versions.map((each) => each.aggregateId), versions.map((each) => each.version)],
    });
    return rows[0]?.missing === 0;
  };

  return {
    async waitFor(versions, timeoutMs) {
      const ids = new Set(versions.map((each) => each.aggregateId));
      for (const endsAt = performance.now() + timeoutMs; ;) {
        // Listening begins before looking, so that a commit in between is not missed.
        const { promise, resolve: wake } = Promise.withResolvers<void>();
        const waiter = { ids, wake };
        waiters.add(waiter);
        try {
          if (await areApplied(versions)) return true;
          const leftMs = endsAt - performance.now();
          if (leftMs <= 0) return false;
          const timer = setTimeout(wake, Math.min(RECHECK_MS, leftMs));
          await promise;
          clearTimeout(timer);
        } finally {
          waiters.delete(waiter);
        }
      }
    },
    notify(versions) {
      if (waiters.size === 0) return;
      for (const waiter of waiters) if (versions.some(({ aggregateId }) => waiter.ids.has(aggregateId))) waiter.wake();
    },
  };
}
