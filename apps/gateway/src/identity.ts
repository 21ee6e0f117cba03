import { hash } from 'node:crypto';
import { jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { roles as knownRoles, type Principal } from '@tiepdan/access';
import type { Log } from '@tiepdan/service-runtime';
import { remoteKeys } from './provider-keys';

/** Tells from an `Authorization` header who asks; null for whatever is wrong with it. Never says what. */
export type Identify = (authorization: string | undefined) => Promise<Principal | null>;

export interface IdentityOptions {
  /** Address of the OpenID provider; it need not be up yet. */
  readonly issuer: string;
  readonly audience: string;
  readonly log: Log;
  readonly discoveryCooldownMs?: number;
  readonly now?: () => number;
}

const TOKENS_MAX = 10_000;
const CLOCK_LEEWAY_S = 60;
const ALGORITHMS = ['ES256', 'RS256', 'PS256'];
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const ID = /^[\w.:-]{1,128}$/;

/** Good tokens are remembered by their hash until they expire, bad ones never. */
export function openIdIdentity({
  issuer,
  audience,
  log,
  discoveryCooldownMs,
  now = Date.now,
}: IdentityOptions): Identify {
  const keys = remoteKeys(issuer, log, discoveryCooldownMs);
  const known = new LRUCache<string, { principal: Principal; expiresAt: number }>({ max: TOKENS_MAX });
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_LEEWAY_S,
    requiredClaims: ['sub', 'exp'],
  };
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (!token) return null;
    const fingerprint = hash('sha256', token, 'base64');
    const remembered = known.get(fingerprint);
    if (remembered && now() < remembered.expiresAt) return remembered.principal;
    // Which of the many faults it was helps nobody but whoever tries tokens.
    const verified = await jwtVerify(token, keys, { ...options, currentDate: new Date(now()) }).catch(() => null);
    if (!verified || !isAccessToken(verified.protectedHeader.typ)) return null;
    const principal = toPrincipal(verified.payload);
    if (principal) known.set(fingerprint, { principal, expiresAt: verified.payload.exp! * 1_000 });
    return principal;
  };
}

const isAccessToken = (type: string | undefined): boolean => /^(application\/)?(at\+jwt|jwt)$/i.test(type ?? '');

function toPrincipal({ sub, roles = [], agency }: JWTPayload): Principal | null {
  const agencies = Array.isArray(agency) ? agency : [agency ?? null];
  const agencyId: unknown = agencies.length === 0 ? null : agencies[0];
  if (!sub || !ID.test(sub) || !Array.isArray(roles) || agencies.length > 1) return null;
  if (agencyId !== null && !(typeof agencyId === 'string' && ID.test(agencyId))) return null;
  return { id: sub, agencyId, roles: rolesOfPeople.filter((role) => roles.includes(role)) };
}

/** Services vouch for themselves with assertions of their own; nobody becomes one through the front door. */
const rolesOfPeople = knownRoles.filter((role) => role !== 'service');
