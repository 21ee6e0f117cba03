import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Principal } from '@tiepdan/access';
import type { Log } from '@tiepdan/service-runtime';
import { standingPrincipal, type Standing } from './officer-standing';
import { remoteKeys } from './provider-keys';
import { refusedIdentities } from './refused-identities';
import type { StandingOf } from './standing-register';
import { readToken, type TokenFault, type TokenHolder } from './token';

/** Tells from an `Authorization` header who asks; null for whatever is wrong with it. Only the log learns what, by its code. */
export type Identify = (authorization: string | undefined) => Promise<Principal | null>;

export interface IdentityOptions {
  /** Address of the OpenID provider; it need not be up yet. */
  readonly issuer: string;
  readonly audience: string;
  readonly standingOf: StandingOf;
  readonly log: Log;
  readonly discoveryCooldownMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

interface KnownHolder extends TokenHolder {
  /** What `principal` was made of: it is made anew when the register says something else. */
  standing: Standing;
  principal: Principal | null;
}

const TOKENS_MAX = 10_000;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Good tokens are remembered by their hash until they expire, bad ones never. Who holds one is looked up each time. */
export function openIdIdentity(options: IdentityOptions): Identify {
  const { standingOf, log, now = Date.now } = options;
  const holderOf = rememberHolders(options, now);
  const note = refusedIdentities(log, now);
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    const holder = token === undefined ? null : await holderOf(token);
    if (holder === null || typeof holder === 'string') {
      note(holder ?? (authorization === undefined ? 'TOKEN_MISSING' : 'MALFORMED'));
      return null;
    }
    const asked = standingOf(holder.claimed.id);
    const standing = asked instanceof Promise ? await asked : asked;
    if (holder.standing !== standing) {
      holder.standing = standing;
      holder.principal = standingPrincipal(holder.claimed, standing);
    }
    if (!holder.principal) note('SUSPENDED');
    return holder.principal;
  };
}

function rememberHolders(
  { issuer, audience, log, discoveryCooldownMs }: IdentityOptions,
  now: () => number,
): (token: string) => KnownHolder | Promise<KnownHolder | TokenFault> {
  const rules = { issuer, audience, keys: remoteKeys(issuer, log, discoveryCooldownMs) };
  const known = new LRUCache<string, KnownHolder>({ max: TOKENS_MAX });
  const read = async (token: string, fingerprint: string): Promise<KnownHolder | TokenFault> => {
    const holder = await readToken(token, rules, now());
    if (typeof holder === 'string') return holder;
    const remembered = { ...holder, standing: undefined, principal: holder.claimed };
    known.set(fingerprint, remembered);
    return remembered;
  };
  return (token) => {
    const fingerprint = hash('sha256', token, 'base64');
    const remembered = known.get(fingerprint);
    return remembered && now() < remembered.expiresAt ? remembered : read(token, fingerprint);
  };
}
