import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import { describeFault, type Log, type OnStop } from '@tiepdan/service-runtime';
import { leaseEmailsToSend, recordAttempt } from './notice.repository';
import { attemptToSend, type Contacts, type Mailer } from './send-notices';

const POLL_INTERVAL_MS = 1_000;
/** Longer than an attempt may take, so that a notice is not sent twice at the same time. */
const LEASE_MS = 60_000;
const LEASED_MAX = 10;

export interface SenderOptions {
  readonly pool: Pool;
  readonly mailer: Mailer;
  readonly contacts: Contacts;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
  readonly log: Log;
  readonly onStop: OnStop;
}

/**
 * Sends what is due, again and again: at once when woken, else every second. Sending stands apart from consuming, so
 * that a mail server that is down holds up no event. A crash between handing over and recording sends once more, under
 * the same message id.
 */
export function startSender(options: SenderOptions): { wake: () => void } {
  const { log, onStop } = options;
  let isStopped = false;
  let wake: () => void = () => undefined;
  const run = async () => {
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_INTERVAL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      try {
        while (!isStopped && (await sendDue(options)) === LEASED_MAX);
      } catch (error) {
        log.error(describeFault(error), 'a round of sending failed');
      }
      await woken;
    }
  };
  const running = run();
  onStop('sender', async () => {
    isStopped = true;
    wake();
    await running;
  });
  return { wake: () => wake() };
}

async function sendDue({ pool, now, wakeRelay, mailer, contacts }: SenderOptions): Promise<number> {
  const due = await leaseEmailsToSend(pool, now(), LEASE_MS, LEASED_MAX);
  for (const notice of due) {
    const outcome = await attemptToSend(notice, { mailer, contacts }, now());
    await inTransaction(pool, (client) => recordAttempt(client, notice, outcome, now()));
    wakeRelay();
  }
  return due.length;
}
