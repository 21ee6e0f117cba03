import type { Pool } from 'pg';
import { inTransaction } from '@tiepdan/database';
import { startRounds, type Log, type OnStop } from '@tiepdan/service-runtime';
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
export const startSender = (options: SenderOptions): { wake: () => void } =>
  startRounds({
    name: 'sender',
    everyMs: POLL_INTERVAL_MS,
    log: options.log,
    onStop: options.onStop,
    round: async (isStopped) => {
      while (!isStopped() && (await sendDue(options)) === LEASED_MAX);
    },
  });

async function sendDue({ pool, now, wakeRelay, mailer, contacts }: SenderOptions): Promise<number> {
  const due = await leaseEmailsToSend(pool, now(), LEASE_MS, LEASED_MAX);
  for (const notice of due) {
    const outcome = await attemptToSend(notice, { mailer, contacts }, now());
    await inTransaction(pool, (client) => recordAttempt(client, notice, outcome, now()));
    wakeRelay();
  }
  return due.length;
}
