import { createHmac, hash, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Delegated, Principal } from './principal';

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
 * Says to one subgraph, for 30 seconds and for exactly this body, who is asking and what is delegated to them today.
 * `key` is shared by the signer and that subgraph only; `now` is in milliseconds since 1970.
 */
export function signAssertion(key: AssertionKey, call: AssertedCall, principal: Principal, now: number): string {
  const { id, agencyId, roles, delegations = [] } = principal;
  const claims: unknown[] = [call.audience, now, id, agencyId, roles];
  // Hardly anybody has one, and every call carries this text.
  if (delegations.length > 0) claims.push(delegations.map(({ from, role, agencyId }) => [from, role, agencyId]));
  const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${text}.${seal(key, text, call.body)}`;
}

/**
 * The principal, or null for whatever is wrong: missing, altered, too old, for another service, for another body, or with
 * claims of another shape. Never throws. `now` is in milliseconds since 1970.
 */
export function verifyAssertion(
  key: AssertionKey,
  call: AssertedCall,
  assertion: string | undefined,
  now: number,
): Principal | null {
  const [claims, given, ...more] = assertion?.split('.') ?? [];
  if (!claims || !given || more.length > 0) return null;
  const expected = Buffer.from(seal(key, claims, call.body));
  const offered = Buffer.from(given);
  if (offered.length !== expected.length || !timingSafeEqual(offered, expected)) return null;
  const [audience, issuedAt, ...person] = readClaims(claims);
  if (audience !== call.audience || typeof issuedAt !== 'number') return null;
  const age = now - issuedAt;
  // Written this way round, what is no number at all is refused too.
  return age <= LIFETIME_MS && age >= -CLOCK_SKEW_MS ? toPrincipal(person) : null;
}

function readClaims(text: string): readonly unknown[] {
  try {
    const claims: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(claims) ? claims : [];
  } catch {
    return [];
  }
}

function toPrincipal([id, agencyId, roles, delegations, ...more]: readonly unknown[]): Principal | null {
  if (typeof id !== 'string' || id === '' || more.length > 0) return null;
  if (agencyId !== null && typeof agencyId !== 'string') return null;
  if (!isListOfTexts(roles)) return null;
  if (delegations === undefined) return { id, agencyId, roles };
  const delegated = Array.isArray(delegations) ? delegations.map(toDelegated) : [null];
  return delegated.every((one) => one !== null) ? { id, agencyId, roles, delegations: delegated } : null;
}

function toDelegated(claim: unknown): Delegated | null {
  if (!isListOfTexts(claim) || claim.length !== 3) return null;
  const [from, role, agencyId] = claim as readonly [string, string, string];
  return { from, role, agencyId };
}

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const seal = (key: AssertionKey, claims: string, body: string | Buffer): string =>
  createHmac('sha256', key)
    .update(`${claims}.`)
    .update(hash('sha256', body, 'buffer'))
    .digest('base64url');
