import { existsSync } from 'node:fs';
import { couldNotStart, type Processes, type StartedProcess } from './infrastructure/processes';
import { LOOPBACK } from './infrastructure/ports';
import { waitUntil } from './infrastructure/wait-until';
import type { Service } from './services';
import { developmentDirectory, inWorkspace } from './workspace';
import { join } from 'node:path';

const READY_TIMEOUT_MS = 60_000;

/** Starts one built service. It reads only what it is given, apart from the machine's own variables. */
export const startService = (
  processes: Processes,
  name: Service,
  environment: Record<string, string>,
): StartedProcess =>
  processes.start({
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, bundle(name, 'main.js')],
    env: variables(environment),
  });

/** Brings a service's tables to the newest version; the gateway has none. Throws with the service's last words. */
export async function migrateService(
  processes: Processes,
  name: Service,
  environment: Record<string, string>,
): Promise<void> {
  if (!existsSync(bundle(name, 'migrate.js'))) return;
  const migration = processes.start({
    name: `${name}-migrate`,
    command: process.execPath,
    args: [...NODE_FLAGS, bundle(name, 'migrate.js')],
    env: variables(environment),
  });
  const code = await migration.ended;
  if (code !== 0) throw couldNotStart(migration, `it ended with code ${code}.`);
}

/** Waits until the service says that it can do its work. */
export async function untilReady(service: StartedProcess, port: number): Promise<void> {
  const isReady = await waitUntil(() => answersReady(port), {
    timeoutMs: READY_TIMEOUT_MS,
    isHopeless: () => !service.isRunning(),
  });
  if (!isReady) throw couldNotStart(service, service.isRunning() ? 'it never became ready.' : 'it ended.');
}

const NODE_FLAGS = [
  '--enable-source-maps',
  // The gateway's bundle holds a package that still parses addresses the old way.
  '--disable-warning=DEP0169',
];

const bundle = (name: Service, file: string): string => inWorkspace('dist', 'apps', name, file);

const variables = (environment: Record<string, string>): NodeJS.ProcessEnv => ({
  NODE_ENV: 'development',
  ...process.env,
  NODE_OPTIONS: '',
  NODE_COMPILE_CACHE: join(developmentDirectory(), 'compile-cache'),
  APOLLO_TELEMETRY_DISABLED: '1',
  ...environment,
});

const answersReady = (port: number): Promise<boolean> =>
  fetch(`http://${LOOPBACK}:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
