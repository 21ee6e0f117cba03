import { createPrivateKey, type KeyObject } from 'node:crypto';
import { access, constants, readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { startRounds, type Log, type OnStop } from '@tiepdan/service-runtime';
import { dayInProvince } from '@tiepdan/dated-table';
import { anchorHeads, headsNow, lastAnchor } from './anchor';
import { newestCheckpoint, signCheckpoint, writeCheckpoint } from './checkpoint';

const ANCHORED_EVERY_MS = 60_000;

export interface AuditKeeping {
  readonly pool: Pool;
  readonly service: string;
  /** Directory that is taken out of the system. */
  readonly directory: string;
  readonly signingKey: KeyObject;
  readonly now: () => Date;
}

export interface AuditKeeperOptions extends Pick<AuditKeeping, 'pool' | 'service' | 'now'> {
  readonly environment: { readonly AUDIT_SIGNING_KEY: string; readonly AUDIT_CHECKPOINTS: string };
  readonly log: Log;
  readonly onStop: OnStop;
}

/**
 * Anchors the heads each minute, and leaves a checkpoint on each day, for as long as the service runs. Throws where
 * `openAuditKeys` does.
 */
export async function startAuditKeeper(options: AuditKeeperOptions): Promise<void> {
  const { environment, log, onStop, ...keeping } = options;
  const keys = await openAuditKeys(environment.AUDIT_SIGNING_KEY, environment.AUDIT_CHECKPOINTS);
  startRounds({
    name: 'audit keeper',
    everyMs: ANCHORED_EVERY_MS,
    log,
    onStop,
    round: () => keepAudit({ ...keeping, ...keys }),
  });
}

/** One round. */
export async function keepAudit({ pool, service, directory, signingKey, now }: AuditKeeping): Promise<void> {
  const at = now();
  await anchorHeads(pool, at);
  const day = dayInProvince(at);
  const newest = await newestCheckpoint(directory, service);
  if (newest !== null && newest.day >= day) return;
  const [heads, anchor] = [await headsNow(pool), await lastAnchor(pool)];
  const checkpoint = signCheckpoint(
    {
      service,
      day,
      takenAt: at.toISOString(),
      heads,
      anchor: anchor && { sequence: anchor.sequence, hash: anchor.hash },
      previous: newest?.hash ?? null,
    },
    signingKey,
  );
  await writeCheckpoint(directory, checkpoint).catch((error: NodeJS.ErrnoException) => {
    // Another instance was first.
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * What keeping an audit needs from outside. Throws with one sentence where the key is missing or no Ed25519 key, or the directory
 * cannot be written: a service that cannot prove its audit does not start.
 */
export async function openAuditKeys(
  keyFile: string,
  directory: string,
): Promise<Pick<AuditKeeping, 'directory' | 'signingKey'>> {
  const pem = await readFile(keyFile).catch(() => null);
  if (pem === null) throw new Error(`AUDIT_SIGNING_KEY names no file that can be read: ${keyFile}.`);
  const signingKey = keyIn(pem);
  if (signingKey?.asymmetricKeyType !== 'ed25519')
    throw new Error(`AUDIT_SIGNING_KEY must name an Ed25519 private key in PEM: ${keyFile}.`);
  await access(directory, constants.W_OK).catch(() => {
    throw new Error(`AUDIT_CHECKPOINTS names no directory that can be written: ${directory}.`);
  });
  return { directory, signingKey };
}

function keyIn(pem: Buffer): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
