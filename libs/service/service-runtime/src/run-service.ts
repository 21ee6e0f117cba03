import { createLog, describeFault, type Log } from './log';

/** Registers what must be undone when the process ends; what was started last stops first. */
export type OnStop = (name: string, stop: () => Promise<unknown> | void) => void;

export interface ServiceScope {
  readonly log: Log;
  readonly onStop: OnStop;
}

const STOP_TIMEOUT_MS = 15_000;

/**
 * Runs one process from start to stop: SIGTERM and SIGINT stop it in order within 15 s.
 * A start that fails stops what had begun and ends with exit code 1, as does an error nobody caught.
 */
export function runService(name: string, start: (scope: ServiceScope) => Promise<void>): void {
  const log = createLog(name);
  const stops: { name: string; stop: () => Promise<unknown> | void }[] = [];
  let isStopping = false;

  const stop = async (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    for (const step of stops.reverse()) {
      try {
        await step.stop();
      } catch (error) {
        log.warn({ step: step.name, ...describeFault(error) }, 'a step of stopping failed');
      }
    }
    log.info({}, 'stopped');
    process.exit(exitCode);
  };
  const fail = (message: string) => (error: unknown) => {
    log.error(describeFault(error), message);
    void stop(1);
  };

  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  process.on('uncaughtException', fail('an error nobody caught'));
  process.on('unhandledRejection', fail('a rejection nobody handled'));
  start({ log, onStop: (step, run) => void stops.push({ name: step, stop: run }) }).then(
    () => log.info({}, 'ready'),
    (error: unknown) => {
      // A fault of the environment names variables only, and without its message nobody could mend it.
      if (error instanceof Error && error.message.startsWith('The environment')) console.error(error.message);
      fail('could not start')(error);
    },
  );
}
