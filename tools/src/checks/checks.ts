import { generatedFiles, outdated } from '../generated/generated-files';
import { runInstalled } from '../infrastructure/installed-program';
import { accessUnasked } from './access-asked';
import { circlesInApps } from './folder-circles';
import { silentCanaries } from './lint-canary';
import { lawInApps } from './no-law-in-apps';
import { workflowFindings } from './workflows';

export interface Check {
  readonly name: string;
  /** What is wrong, fit to be printed; null when nothing is. */
  run(): Promise<string | null>;
}

/** What `npm run check` looks at, the quick ones first. */
export const checks: readonly Check[] = [
  { name: 'format', run: () => program('prettier', '--check', '--log-level=warn', '.') },
  { name: 'types', run: () => program('tsc', '--noEmit', '-p', 'tsconfig.json') },
  { name: 'workflows', run: workflows },
  { name: 'lint with boundaries', run: () => program('nx', 'run-many', '-t', 'lint', '--outputStyle=static') },
  { name: 'lint canary', run: canary },
  { name: 'no law in the apps', run: noLaw },
  { name: 'folder circles', run: circles },
  { name: 'access asked', run: accessAsked },
  { name: 'unused code', run: () => program('knip', '--config', 'tools/knip.json', '--no-config-hints') },
  { name: 'generated files', run: generated },
];

async function program(name: string, ...args: string[]): Promise<string | null> {
  const { code, output } = await runInstalled(name, ...args);
  return code === 0 ? null : output.trim();
}

async function canary(): Promise<string | null> {
  const silent = await silentCanaries();
  return silent.length === 0 ? null : `These must be reported and are not: ${silent.join('; ')}`;
}

async function workflows(): Promise<string | null> {
  const findings = workflowFindings();
  return findings.length === 0 ? null : findings.join('\n');
}

async function noLaw(): Promise<string | null> {
  const found = await lawInApps();
  return found.length === 0 ? null : `These belong into libs/law/data:\n${found.join('\n')}`;
}

async function circles(): Promise<string | null> {
  const found = circlesInApps();
  return found.length === 0 ? null : `These folders import each other in a circle:\n${found.join('\n')}`;
}

async function accessAsked(): Promise<string | null> {
  const found = accessUnasked();
  return found.length === 0 ? null : `These ask nobody what their caller may do:\n${found.join('\n')}`;
}

async function generated(): Promise<string | null> {
  const paths = await outdated(await generatedFiles());
  return paths.length === 0 ? null : `Not current: ${paths.join(', ')}. Run npm run schema.`;
}
