import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OnStop } from './run-command';
import { inWorkspace } from './workspace';

export interface Figures {
  readonly passed: number;
  readonly failed: number;
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not even be loaded: none of their tests counts anywhere else. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Without it CommonJS tests cannot load packages that are ES modules only, such as jose. */
const NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/** Runs the tests whose paths match the patterns given, all of them without any. A run that breaks off counts as one failure. */
export async function runJest(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  onStop: OnStop,
): Promise<Figures> {
  const directory = await mkdtemp(join(tmpdir(), 'tiepdan-jest-'));
  onStop(() => rm(directory, { recursive: true, force: true }));
  const resultFile = join(directory, 'results.json');
  const jest = spawn(
    process.execPath,
    [inWorkspace('node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${resultFile}`, ...args],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment, NODE_OPTIONS } },
  );
  onStop(async () => void jest.kill('SIGTERM'));
  await once(jest, 'close');
  const results = await readFile(resultFile, 'utf8').then(
    (text) => JSON.parse(text) as JestResults,
    () => null,
  );
  if (!results) return { passed: 0, failed: 1 };
  return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
}
