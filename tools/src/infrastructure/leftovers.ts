import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const END_TIMEOUT_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** Notes a process and when it began, so that a later start can end it if this one is killed before it could. */
export function recordProcess(directory: string, pid: number): void {
  const began = startOf(pid);
  if (began) appendFileSync(listIn(directory), `${pid} ${began}\n`);
}

/**
 * Ends the recorded processes that still run, the youngest first. A process counts as the recorded one only when it
 * began at the same moment, because ids are used again. Returns how many were left.
 */
export async function endLeftovers(directory: string): Promise<number> {
  if (!existsSync(listIn(directory))) return 0;
  const recorded = readFileSync(listIn(directory), 'utf8').trim().split('\n').reverse();
  const left = recorded.map((line) => line.split(' ')).filter(([pid, began]) => startOf(Number(pid)) === began);
  for (const [pid, began] of left) await end(Number(pid), began ?? '');
  rmSync(listIn(directory), { force: true });
  return left.length;
}

/** Moment a running process began, in the kernel's own count; null when there is none or this system does not tell. */
export function startOf(pid: number): string | null {
  try {
    // Fields are counted from behind the name, which is in parentheses and may hold blanks.
    const [, afterName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\)\s(?=[A-Z] )/);
    return afterName.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

async function end(pid: number, began: string): Promise<void> {
  tell(pid, 'SIGINT');
  for (let waitedMs = 0; startOf(pid) === began; waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs >= END_TIMEOUT_MS) tell(pid, 'SIGKILL');
    await pause(LOOK_AGAIN_MS);
  }
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, which is what was wanted.
  }
}

const listIn = (directory: string): string => join(directory, 'processes');
