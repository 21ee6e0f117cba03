import { LRUCache } from 'lru-cache';

/** Keeps whoever tries out codes from going on. */
export interface GuessLimiter {
  /**
   * Counts one attempt before its code is looked at, so that many at the same time are many. Answers how many seconds the caller
   * must wait, or the function to be told whether the code was right.
   */
  begin(callerId: string): number | ((wasRight: boolean) => void);
}

export interface GuessLimits {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called once a minute in which more codes were wrong, from wherever, than anybody mistypes. */
  readonly onAlarm: (failedPerMinute: number) => void;
}

const FAILURES_MAX = 10;
const LOCK_MS = 30_000;
const LOCK_MAX_MS = 60 * 60_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const CALLERS_MAX = 100_000;
const ALARM_PER_MINUTE = 100;
const MINUTE_MS = 60_000;

interface Attempts {
  failed: number;
  /** Under way: each may yet turn out to be wrong. */
  pending: number;
  locks: number;
  lockedUntil: number;
  lastAt: number;
}

/** Ten wrong codes are free; each ten lock for twice as long as those before: 30 seconds, up to an hour. All is forgotten after a quiet hour. */
export function createGuessLimiter({ now, onAlarm }: GuessLimits): GuessLimiter {
  const callers = new LRUCache<string, Attempts>({ max: CALLERS_MAX });
  const countForAlarm = alarmEachMinute(now, onAlarm);
  const attemptsOf = (callerId: string, at: number): Attempts => {
    const known = callers.get(callerId);
    if (known && at - known.lastAt <= FORGOTTEN_AFTER_MS) return known;
    const attempts = { failed: 0, pending: 0, locks: 0, lockedUntil: 0, lastAt: at };
    callers.set(callerId, attempts);
    return attempts;
  };
  return {
    begin(callerId) {
      const at = now();
      const attempts = attemptsOf(callerId, at);
      attempts.lastAt = at;
      if (at < attempts.lockedUntil || attempts.failed + attempts.pending >= FAILURES_MAX) {
        countForAlarm();
        return Math.max(1, Math.ceil((attempts.lockedUntil - at) / 1_000));
      }
      attempts.pending += 1;
      return (wasRight) => {
        attempts.pending -= 1;
        if (wasRight) return;
        countForAlarm();
        attempts.failed += 1;
        if (attempts.failed < FAILURES_MAX) return;
        attempts.lockedUntil = now() + Math.min(LOCK_MS * 2 ** attempts.locks, LOCK_MAX_MS);
        attempts.locks += 1;
        attempts.failed = 0;
      };
    },
  };
}

function alarmEachMinute(now: () => number, onAlarm: (failedPerMinute: number) => void): () => void {
  let minute = { startedAt: now(), failed: 0 };
  return () => {
    if (now() - minute.startedAt >= MINUTE_MS) minute = { startedAt: now(), failed: 0 };
    minute.failed += 1;
    if (minute.failed === ALARM_PER_MINUTE) onAlarm(minute.failed);
  };
}
