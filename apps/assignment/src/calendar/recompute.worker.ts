import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import { startRounds, type Log, type OnStop } from '@tiepdan/service-runtime';
import type { CalendarBook } from './calendar-book';
import {
  finishChange, isMineToRecompute, pendingChanges, recomputeBatch, type PendingChange,
} from './recompute.repository'; // prettier-ignore

const POLL_INTERVAL_MS = 1_000;
/** Small enough that a consumer which wants one of the cases waits for a fraction of a second. */
const DEADLINES_MAX = 1_000;
const BEFORE_ALL_CASES = '00000000-0000-0000-0000-000000000000';

export interface RecomputationOptions {
  readonly pool: Pool;
  readonly book: CalendarBook;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
  readonly log: Log;
  readonly onStop: OnStop;
}

/**
 * Follows every change of the calendar with the running deadlines: at once when woken, else within a second, and to the end
 * after a crash in the middle. Batches are transactions of their own, so that petitions go on being opened and decided.
 */
export const startRecomputation = (options: RecomputationOptions): { wake: () => void } =>
  startRounds({
    name: 'recomputation',
    everyMs: POLL_INTERVAL_MS,
    log: options.log,
    onStop: options.onStop,
    round: (isStopped) => recomputePending(options, isStopped),
  });

/** Follows every change that is not followed to the end yet, in order. */
export async function recomputePending(
  options: Omit<RecomputationOptions, 'onStop'>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  await options.book.refresh();
  for (const change of await pendingChanges(options.pool)) {
    if (!(await recompute(options, change, isStopped))) return;
    options.wakeRelay();
  }
}

/** False when it was broken off, or another instance is at it. */
async function recompute(
  { pool, book, now, wakeRelay, log }: Omit<RecomputationOptions, 'onStop'>,
  change: PendingChange,
  isStopped: () => boolean,
): Promise<boolean> {
  const law = await book.lawAt(change.sequence);
  for (let afterCaseId = BEFORE_ALL_CASES; ;) {
    if (isStopped()) return false;
    const batch = await inTransaction(pool, async (client) => {
      if (!(await isMineToRecompute(client))) return 'other';
      const at = now();
      const done = await recomputeBatch(client, law, change, { afterCaseId, deadlinesMax: DEADLINES_MAX, at });
      if (done === null) await finishChange(client, change, at);
      return done;
    });
    if (batch === 'other') return false;
    if (batch === null) return true;
    if (batch.unanswered.length > 0) log.error({ unanswered: batch.unanswered }, 'the law gives no due day any more');
    afterCaseId = batch.lastCaseId;
    wakeRelay();
  }
}
