import { readFileSync } from 'node:fs';
import { inWorkspace } from '../workspace';
import { tryToEnd, type Outcome } from './run-to-end';

/** Runs a program that an installed package of (nearly) the same name brings, on this very Node. */
export function runInstalled(programName: string, ...args: readonly string[]): Promise<Outcome> {
  const packageName = programName === 'tsc' ? 'typescript' : programName;
  const { bin } = JSON.parse(
    readFileSync(inWorkspace('node_modules', packageName, 'package.json'), 'utf8'),
  ) as Manifest;
  const file = typeof bin === 'string' ? bin : (bin[programName] ?? '');
  // Without its daemon nx leaves no process behind; colours are for terminals, and this is read by us first.
  const env = { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0' };
  return tryToEnd(process.execPath, [inWorkspace('node_modules', packageName, file), ...args], { env });
}

interface Manifest {
  readonly bin: string | Readonly<Record<string, string>>;
}
