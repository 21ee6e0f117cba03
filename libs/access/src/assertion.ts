import { createHmac, hash, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Principal } from './principal';

const LIFETIME_MS = 30_000;
/** Two machines' clocks may differ by this much. */
const CLOCK_SKEW_MS = 5_000;

/** Who signs or checks often should make a KeyObject once: handed bytes, Node prepares them anew each time, at three times the cost. */
export type AssertionKey = Buffer | KeyObject;

export interface AssertedCall {
  /** Name of the service that may accept it. */
  readonly audience: string;
  readonly body: string | Buffer;
}

/**
 * Says to one subgraph, for 30 seconds and for exactly this body, who is asking.
 * `key` is shared by the signer and that subgraph only.
 */
export function signAssertion(key: AssertionKey, call: AssertedCall, principal: Principal, now: number): string {
  const claims = Buffer.from(
    JSON.stringify([call.audience, now, principal.id, principal.agencyId, principal.roles]),
  ).toString('base64url');
  return `${claims}.${seal(key, claims, call.body)}`;
}

/** The principal, or null for whatever is wrong: missing, altered, too old, for another service, for another body. */
export function verifyAssertion(
  key: AssertionKey,
  call: AssertedCall,
  assertion: string | undefined,
  now: number,
): Principal | null {
  const [claims, given] = assertion?.split('.') ?? [];
  if (!claims || !given) return null;
  const expected = Buffer.from(seal(key, claims, call.body));
  const offered = Buffer.from(given);
  if (offered.length !== expected.length || !timingSafeEqual(offered, expected)) return null;
  const [audience, issuedAt, id, agencyId, roles] = JSON.parse(Buffer.from(claims, 'base64url').toString()) as [
    string,
    number,
    string,
    string | null,
    string[],
  ];
  const age = now - issuedAt;
  if (audience !== call.audience || age > LIFETIME_MS || age < -CLOCK_SKEW_MS) return null;
  return { id, agencyId, roles };
}

const seal = (key: AssertionKey, claims: string, body: string | Buffer): string =>
  createHmac('sha256', key)
    .update(`${claims}.`)
    .update(hash('sha256', body, 'buffer'))
    .digest('base64url');
