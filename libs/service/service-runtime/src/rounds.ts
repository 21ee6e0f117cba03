import { describeFault, type Log } from './log';
import type { OnStop } from './run-service';

export interface RoundsOptions {
  /** Names the work where it is stopped and where a round fails. */
  readonly name: string;
  readonly everyMs: number;
  /** One round; `isStopped` turns true when the service is ending, so that a long round may break off. */
  readonly round: (isStopped: () => boolean) => Promise<unknown>;
  readonly log: Log;
  readonly onStop: OnStop;
}

/** Works in rounds: at once when woken, else every so often. A round that fails is logged, and the next one follows. */
export function startRounds({ name, everyMs, round, log, onStop }: RoundsOptions): { wake: () => void } {
  let hasStopped = false;
  let wake: () => void = () => undefined;
  const isStopped = () => hasStopped;
  const run = async () => {
    while (!isStopped()) {
      // Listening begins before the round: who wakes us meanwhile is heard.
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      await round(isStopped).catch((error: unknown) =>
        log.error(describeFault(error), `a round of ${name} has failed`),
      );
      await woken;
    }
  };
  const running = run();
  onStop(name, async () => {
    hasStopped = true;
    wake();
    await running;
  });
  return { wake: () => wake() };
}
