import { describeFault, type Log } from '@tiepdan/service-runtime';
import { backOffMs, within, type Bell } from '../waiting';
import type { OutgoingMessage, RelaySession, UnsentEvent } from './relay-session';

/** Resolves when the broker has acknowledged all of these messages, rejects otherwise; then it is called again. */
export type Send = (messages: readonly OutgoingMessage[]) => Promise<void>;

export interface Leading {
  readonly session: RelaySession;
  readonly send: Send;
  readonly log: Log;
  /** Rings when there may be something to send, and when it is time to stop. */
  readonly bell: Bell;
  isStopping(): boolean;
  /** Waits, but not beyond the moment to stop. */
  pause(timeMs: number): Promise<void>;
}

const BATCH_EVENTS_MAX = 1_000;
const BATCH_BYTES_MAX = 512 * 1024;
const POLL_MS = 1_000;
/** Shorter than the session may idle, longer than the 8 s a sender allows itself. */
const SEND_TIMEOUT_MS = 9_000;

/**
 * Sends what is unsent until it is time to stop; rejects when the session fails.
 * While Kafka takes one batch, the one before it is forgotten and the one after it is read.
 */
export async function lead(leading: Leading): Promise<void> {
  const { session, bell, isStopping } = leading;
  let ready: UnsentEvent[][] = [];
  let sent: string[] = [];
  while (!isStopping()) {
    const batch = ready.shift() ?? [];
    const positions = batch.map((event) => event.position);
    const firstTry = tryToSend(leading, batch);
    try {
      if (sent.length > 0) await session.forget(sent);
      sent = [];
      if (ready.length === 0) ready = cut(await session.lowestUnsent(BATCH_EVENTS_MAX, positions));
      if (await isSentInTheEnd(leading, batch, firstTry)) sent = positions;
    } finally {
      await firstTry;
    }
    if (ready.length === 0 && sent.length === 0) await bell.wait(POLL_MS);
  }
  if (sent.length > 0) await session.forget(sent);
}

/** Never rejects, so that it may be left alone while the session fails. */
async function tryToSend({ send, log }: Leading, batch: readonly UnsentEvent[]): Promise<boolean> {
  if (batch.length === 0) return true;
  try {
    await within(SEND_TIMEOUT_MS, 'send', send(batch.map((event) => event.message)));
    return true;
  } catch (error) {
    log.warn({ events: batch.length, ...describeFault(error) }, 'a batch was not sent and will be sent again');
    return false;
  }
}

async function isSentInTheEnd(
  leading: Leading,
  batch: readonly UnsentEvent[],
  firstTry: Promise<boolean>,
): Promise<boolean> {
  const { session, isStopping, pause } = leading;
  let isSent = await firstTry;
  for (let failures = 1; !isSent; failures++) {
    await pause(backOffMs(failures));
    if (isStopping()) return false;
    await session.touch();
    isSent = await tryToSend(leading, batch);
  }
  return true;
}

/** Splits what was read into batches of at most 512 KiB; a single larger event travels alone. */
export function cut(events: readonly UnsentEvent[]): UnsentEvent[][] {
  const batches: UnsentEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const eventBytes = Buffer.byteLength(event.message.value);
    if (bytes + eventBytes > BATCH_BYTES_MAX) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(event);
    bytes += eventBytes;
  }
  return batches;
}
