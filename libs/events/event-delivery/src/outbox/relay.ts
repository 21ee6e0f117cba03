import { setTimeout as pause } from 'node:timers/promises';
import { describeFault, type Log, type OnStop } from '@tiepdan/service-runtime';
import type { Pool } from 'pg';
import { createBell, within } from '../waiting';
import { lead, type Send } from './lead';
import { openRelaySession, type RelaySession } from './relay-session';

export interface RelayOptions {
  readonly pool: Pool;
  readonly send: Send;
  readonly log: Log;
  readonly onStop: OnStop;
}

export interface Relay {
  /** To be called after each commit that recorded an event; without it events wait up to a second. */
  wake(): void;
  /** True while this relay holds the lock; false in a standby. */
  isLeading(): boolean;
  /** Lets the send under way end, for at most 5 s. */
  stop(): Promise<void>;
}

const STANDBY_MS = 500;
const STOP_TIMEOUT_MS = 5_000;

/**
 * Sends recorded events to Kafka: the lowest positions first, each at least once, those of one aggregate in order.
 * Any number may run on one database: one works, the others wait for its session to end.
 */
export function startRelay({ pool, send, log, onStop }: RelayOptions): Relay {
  const bell = createBell();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const pauseUnlessStopped = (timeMs: number) => pause(timeMs, undefined, stopping).catch(() => undefined);
  let isLeading = false;

  const standBy = async (session: RelaySession) => {
    while (!isStopping()) {
      const epoch = await session.tryLock();
      if (epoch !== null) return log.info({ epoch }, 'this relay leads');
      await pauseUnlessStopped(STANDBY_MS);
    }
  };

  const work = async () => {
    const session = await openRelaySession(pool);
    try {
      await standBy(session);
      isLeading = !isStopping();
      await lead({ session, send, log, bell, isStopping, pause: pauseUnlessStopped });
    } finally {
      isLeading = false;
      await session.close().catch(() => undefined);
    }
  };

  const run = async () => {
    while (!isStopping()) {
      await work().catch((error: unknown) => log.warn(describeFault(error), 'the relay lost its session'));
      await pauseUnlessStopped(STANDBY_MS);
    }
  };

  const running = run();
  const stop = () => {
    stopping.abort();
    bell.ring();
    return within(STOP_TIMEOUT_MS, 'the last send', running);
  };
  onStop('relay', stop);
  return { wake: bell.ring, isLeading: () => isLeading, stop };
}
