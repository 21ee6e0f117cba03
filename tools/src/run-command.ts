/** Registers what must be undone before the command ends; what was registered last is undone first. */
export type OnStop = (stop: () => Promise<unknown>) => void;

export interface CommandEnd {
  readonly exitCode: number;
  /** Printed when everything is undone, so that it really is the last line. */
  readonly lastLine?: string;
}

const INTERRUPTED = 130;

/**
 * Runs one command from start to end. However it ends (finished, failed, Ctrl-C, its wrapper gone), everything registered is
 * undone once, in order. A second Ctrl-C does not wait.
 */
export function runCommand(command: (args: string[], onStop: OnStop) => Promise<CommandEnd>): void {
  const stops: (() => Promise<unknown>)[] = [];
  let isEnding = false;
  const end = async ({ exitCode, lastLine }: CommandEnd) => {
    if (isEnding) return;
    isEnding = true;
    for (const stop of stops.reverse()) await stop().catch((error: unknown) => console.error(String(error)));
    if (lastLine !== undefined) console.log(lastLine);
    process.exit(exitCode);
  };
  const interrupt = () => {
    if (isEnding) process.exit(INTERRUPTED);
    void end({ exitCode: INTERRUPTED });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  process.on('disconnect', () => void end({ exitCode: INTERRUPTED }));
  command(process.argv.slice(2), (stop) => void stops.push(stop)).then(end, (error: unknown) => {
    // While it is being ended, a command breaks off because its parts are gone.
    if (!isEnding) console.error(error instanceof Error ? error.message : String(error));
    void end({ exitCode: 1 });
  });
}
