import { existsSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { LOOPBACK } from './ports';
import { postgresAccount, type Account } from './postgres-account';
import { runToEnd } from './run-to-end';
import { couldNotStart, type Processes, type StartedProcess } from './processes';
import { waitUntil } from './wait-until';

export interface PostgresOptions {
  readonly processes: Processes;
  readonly directory: string;
  readonly port: number;
  readonly password: string;
}

const READY_TIMEOUT_MS = 30_000;

/** A development machine forgets nothing at a crash either: fsync stays on, only memory and checkpoints are tuned. */
const SETTINGS = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  jit: 'off',
};

/** Runs the PostgreSQL 18 that npm carries, with its data in `directory`. Returns the superuser's address once it answers. */
export async function startPostgres({ processes, directory, port, password }: PostgresOptions): Promise<string> {
  const account = await postgresAccount(directory);
  if (!existsSync(join(account.directory, 'PG_VERSION'))) await initialise(account, password);
  const url = `postgres://postgres:${password}@${LOOPBACK}:${port}/postgres`;
  const server = processes.start({
    name: 'postgres',
    command: join(account.binaries, 'postgres'),
    args: [
      '-D',
      account.directory,
      '-p',
      String(port),
      ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    user: account.user,
    // "Fast": open sessions are ended, committed work is kept.
    stopSignal: 'SIGINT',
  });
  await untilAnswering(server, url);
  return url;
}

async function initialise({ directory, binaries, user }: Account, password: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const passwordFile = join(directory, '..', 'postgres-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [directory, passwordFile]) await chown(path, user.uid, user.gid);
  const flags = [
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    await runToEnd(join(binaries, 'initdb'), ['-D', directory, '--no-sync', '--no-instructions', ...flags], {
      ...user,
      cwd: '/',
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function untilAnswering(server: StartedProcess, url: string): Promise<void> {
  const isUp = await waitUntil(() => answers(url), {
    timeoutMs: READY_TIMEOUT_MS,
    isHopeless: () => !server.isRunning(),
  });
  if (!isUp) throw couldNotStart(server, 'it does not answer.');
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
