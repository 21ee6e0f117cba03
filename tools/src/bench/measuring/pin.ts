import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where what is measured runs, and where everything else does. */
export const MEASURED_CORE = 0;
export const OTHER_CORE = 1;

export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
}

const isPinnable = (): boolean => availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** A command line that keeps a process to one core; the same one where there is no `taskset` or no second core. */
export const pinned = (core: number, { command, args }: CommandLine): CommandLine =>
  isPinnable() ? { command: 'taskset', args: ['--cpu-list', String(core), command, ...args] } : { command, args };

/** Keeps this process, with all its threads, off the core where it measures others. Tells whether it could. */
export const pinThisProcess = (core: number): boolean =>
  isPinnable() &&
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)]).status === 0;
