import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOf } from './infrastructure/leftovers';
import { developmentDirectory } from './workspace';

/** What other commands must know of the system that `npm start` runs. */
export interface RunningStack {
  readonly pid: number;
  /** When that process began, since ids are used again; null where the machine does not tell. */
  readonly began: string | null;
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly clientSecret: string;
  /** Whoever may read this note may read the cases too: it lies beside the secrets, for this account alone. */
  readonly assignmentDatabaseUrl: string;
}

const noteFile = (): string => join(developmentDirectory(), 'running.json');

/** The system that runs in this workspace, or null. */
export async function runningStack(): Promise<RunningStack | null> {
  if (!existsSync(noteFile())) return null;
  const noted = JSON.parse(await readFile(noteFile(), 'utf8')) as RunningStack;
  return isAlive(noted) ? noted : null;
}

export const noteRunningStack = (stack: Omit<RunningStack, 'pid' | 'began'>): Promise<void> =>
  writeFile(noteFile(), JSON.stringify({ pid: process.pid, began: startOf(process.pid), ...stack }, null, 2), {
    mode: 0o600,
  });

export const forgetRunningStack = (): Promise<void> => rm(noteFile(), { force: true });

function isAlive({ pid, began }: RunningStack): boolean {
  if (began !== null) return startOf(pid) === began;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
