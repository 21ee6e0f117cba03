import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { roles as knownRoles, type Principal, type Role } from '@tiepdan/access';

/** Why a token is worth nothing: for the log alone, whoever brought it never learns. */
export type TokenFault =
  | 'MALFORMED'
  | 'ALGORITHM_NOT_ALLOWED'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_WRONG'
  | 'TYPE_WRONG'
  | 'ISSUER_WRONG'
  | 'AUDIENCE_WRONG'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'CLAIM_INVALID'
  | 'TWO_AGENCIES'
  | 'ROLE_UNKNOWN'
  | 'PROVIDER_UNREACHABLE';

/** What a good token says of its holder. */
export interface TokenHolder {
  readonly claimed: Principal;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

const CLOCK_LEEWAY_S = 60;
const ALGORITHMS = ['ES256', 'RS256', 'PS256'];
const ID = /^[\w.:-]{1,128}$/;
const ACCESS_TOKEN = /^(application\/)?(at\+jwt|jwt)$/i;

/**
 * Checks seal, algorithm, type, issuer, audience and time of a token (leeway 60 s, RFC 9068), then its claims `sub`, `roles` and
 * `agency`. Never throws: what is wrong comes back as a code. `now` is in milliseconds since 1970.
 */
export async function readToken(
  token: string,
  { issuer, audience, keys }: TokenRules,
  now: number,
): Promise<TokenHolder | TokenFault> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_LEEWAY_S,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now),
    });
    if (!ACCESS_TOKEN.test(protectedHeader.typ ?? '')) return 'TYPE_WRONG';
    const claimed = toPrincipal(payload);
    return typeof claimed === 'string' ? claimed : { claimed, expiresAt: payload.exp! * 1_000 };
  } catch (error) {
    return faultOf(error);
  }
}

function toPrincipal({ sub, roles = [], agency }: JWTPayload): Principal | TokenFault {
  const agencies: readonly unknown[] = Array.isArray(agency) ? agency : [agency ?? null];
  if (agencies.length > 1) return 'TWO_AGENCIES';
  const agencyId = agencies.length === 0 ? null : agencies[0];
  if (!sub || !ID.test(sub) || !Array.isArray(roles)) return 'CLAIM_INVALID';
  if (agencyId !== null && !(typeof agencyId === 'string' && ID.test(agencyId))) return 'CLAIM_INVALID';
  if (!roles.every(isRoleOfPeople)) return 'ROLE_UNKNOWN';
  return { id: sub, agencyId, roles: rolesOfPeople.filter((role) => roles.includes(role)) };
}

/** Services vouch for themselves with assertions of their own; nobody becomes one through the front door. */
const rolesOfPeople = knownRoles.filter((role) => role !== 'service');
const isRoleOfPeople = (role: unknown): boolean => rolesOfPeople.includes(role as Exclude<Role, 'service'>);

const FAULTS_BY_CODE: Readonly<Record<string, TokenFault>> = {
  ERR_JWT_EXPIRED: 'EXPIRED',
  ERR_JOSE_ALG_NOT_ALLOWED: 'ALGORITHM_NOT_ALLOWED',
  ERR_JOSE_NOT_SUPPORTED: 'ALGORITHM_NOT_ALLOWED',
  ERR_JWKS_NO_MATCHING_KEY: 'KEY_UNKNOWN',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'KEY_UNKNOWN',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'SIGNATURE_WRONG',
  ERR_JWS_INVALID: 'MALFORMED',
  ERR_JWT_INVALID: 'MALFORMED',
};
const FAULTS_BY_CLAIM: Readonly<Record<string, TokenFault>> = {
  iss: 'ISSUER_WRONG',
  aud: 'AUDIENCE_WRONG',
  nbf: 'NOT_YET_VALID',
};

/** By the library's own codes; what has none of them came from the way to the provider. */
function faultOf(error: unknown): TokenFault {
  const { code = '', claim = '' } = error as { readonly code?: string; readonly claim?: string };
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') return FAULTS_BY_CLAIM[claim] ?? 'CLAIM_INVALID';
  return FAULTS_BY_CODE[code] ?? 'PROVIDER_UNREACHABLE';
}
