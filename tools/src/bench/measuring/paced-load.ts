import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { BenchQuery } from '../gateway/gateway-graph';
import type { Target } from './load';
import { postQuery } from './post-query';

export interface PacedLoad {
  /**
   * Whole answers, answers that say what is missing, those that say to come again, and requests without an answer in time or with
   * one that is none.
   */
  readonly counts: { whole: number; partial: number; busy: number; unanswered: number };
  /** The longest any answer took. */
  longestMs: number;
  /** Stops asking; resolves once the last request has its answer or its time is over. */
  stop(): Promise<void>;
}

const CONNECTIONS_MAX = 1_024;
const TICK_MS = 10;

/** Asks at a steady rate, whatever is answered and however slowly: as people do, who do not wait for each other. */
export function startPacedLoad(
  target: Target,
  queries: readonly BenchQuery[],
  requestsPerSecond: number,
  deadlineMs: number,
): PacedLoad {
  const pool = new Pool(target.origin, {
    connections: CONNECTIONS_MAX,
    pipelining: 1,
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
  });
  const counts = { whole: 0, partial: 0, busy: 0, unanswered: 0 };
  const running = new Set<Promise<void>>();
  const startedAt = performance.now();
  let asked = 0;
  const ask = async (request: number): Promise<void> => {
    const askedAt = performance.now();
    const { query, variables } = queries[request % queries.length]!;
    const kind = await postQuery(pool, target.token, query, variables(request)).then(
      ({ status, text }) => kindOf(status, text),
      () => 'unanswered' as const,
    );
    const tookMs = performance.now() - askedAt;
    if (kind !== 'unanswered') load.longestMs = Math.max(load.longestMs, tookMs);
    counts[tookMs > deadlineMs ? 'unanswered' : kind] += 1;
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * requestsPerSecond);
    for (; asked < due; asked += 1) {
      const answered = ask(asked);
      running.add(answered);
      void answered.finally(() => running.delete(answered));
    }
  }, TICK_MS);
  const load: PacedLoad = {
    counts,
    longestMs: 0,
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
      await pool.close();
    },
  };
  return load;
}

function kindOf(status: number, text: string): keyof PacedLoad['counts'] {
  if (status === 503) return 'busy';
  if (status !== 200) return 'unanswered';
  if (text.startsWith('{"data":{')) return 'whole';
  return text.startsWith('{"errors":[') ? 'partial' : 'unanswered';
}
