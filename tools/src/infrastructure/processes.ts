import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordProcess } from './leftovers';

export interface ProcessDescription {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** User and group to run as; only root may name them. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly stopSignal?: NodeJS.Signals;
}

export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles with the exit code when the process has ended, for whatever reason. */
  readonly ended: Promise<number | null>;
  isRunning(): boolean;
  /** To the process and all it started. */
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Starts processes and answers for each of them: none outlives `stop`, also when starting breaks off half way. */
export interface Processes {
  start(description: ProcessDescription): StartedProcess;
  /** Ends what still runs, the youngest first, each within the deadline. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 20_000;

/** Each process writes to `<directory>/logs/<name>.log` and leads a process group of its own, so that a Ctrl-C is not for it. */
export function createProcesses(directory: string, stopTimeoutMs = STOP_TIMEOUT_MS): Processes {
  const started: StartedProcess[] = [];
  let isStopped = false;
  const logs = join(directory, 'logs');
  mkdirSync(logs, { recursive: true });
  return {
    start(description) {
      // Starting goes on in parallel; what comes too late must not begin at all.
      if (isStopped) throw new Error(`${description.name} was not started: everything is being stopped.`);
      const process = startProcess(description, join(logs, `${description.name}.log`), stopTimeoutMs);
      if (process.pid > 0) recordProcess(directory, process.pid);
      started.push(process);
      return process;
    },
    async stop() {
      isStopped = true;
      for (const process of started.splice(0).reverse()) await process.stop();
    },
  };
}

function startProcess(description: ProcessDescription, logFile: string, stopTimeoutMs: number): StartedProcess {
  const { name, command, args, env, user, stopSignal = 'SIGTERM' } = description;
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { env: env ?? process.env, detached: true, stdio: ['ignore', log, log], ...user });
  closeSync(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    name,
    pid: child.pid ?? -1,
    logFile,
    ended,
    isRunning,
    signal: (signal) => signalGroup(child, signal),
    async stop() {
      if (isRunning()) signalGroup(child, stopSignal);
      const deadline = setTimeout(() => signalGroup(child, 'SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(deadline);
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone: nothing is left to be told.
  }
}

/** Ends with the error of what did not come up and its last words, so that nobody must look for the log. */
export const couldNotStart = ({ name, logFile }: StartedProcess, reason: string): Error =>
  new Error(`${name} did not start: ${reason}\n${lastLines(logFile)}\n(whole log: ${logFile})`);

const lastLines = (logFile: string, count = 12): string =>
  readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
