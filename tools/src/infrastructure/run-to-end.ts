import { spawn, type SpawnOptions } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

const NOT_STARTED = 127;

/**
 * Runs a program to its end and gives back what it said on both channels; it does not outlive this process. A program that
 * is not there has code 127.
 */
export const tryToEnd = (command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const end = () => void child.kill();
    process.once('exit', end);
    const collect = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => (output = error.message));
    child.once('close', (code) => {
      process.off('exit', end);
      resolve({ code: code !== null && code >= 0 ? code : NOT_STARTED, output });
    });
  });

/** The same for a program that must succeed: throws with its output when it does not. */
export async function runToEnd(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const { code, output } = await tryToEnd(command, args, options);
  if (code !== 0) throw new Error(`${command} ended with code ${code}:\n${output.trimEnd()}`);
  return output;
}
