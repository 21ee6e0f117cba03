import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { describeFault, type Log } from '@tiepdan/service-runtime';

const DISCOVERY_COOLDOWN_MS = 1_000;
const REQUEST_TIMEOUT_MS = 3_000;
const KEYS_COOLDOWN_MS = 30_000;
const KEYS_AGE_MAX_MS = 600_000;

/**
 * The provider's public keys, looked for when the first token comes, so that the provider may start later.
 * A key nobody knows makes the set be read again, at most every 30 s.
 */
export function remoteKeys(issuer: string, log: Log, discoveryCooldownMs = DISCOVERY_COOLDOWN_MS): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let discovery: Promise<JWTVerifyGetKey> | undefined;
  let retryAt = 0;

  const discover = (): Promise<JWTVerifyGetKey> => {
    if (Date.now() < retryAt) throw new Error('The OpenID provider was asked a moment ago.');
    return discoverKeys(issuer).finally(() => {
      discovery = undefined;
      retryAt = Date.now() + discoveryCooldownMs;
    });
  };
  return async (header, token) => {
    keys ??= await (discovery ??= discover().catch(report(log)));
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      return report(log)(error);
    }
  };
}

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  const found = metadata.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error('The OpenID provider calls itself by another name than OIDC_ISSUER.');
  return createRemoteJWKSet(new URL(found.jwks_uri), {
    timeoutDuration: REQUEST_TIMEOUT_MS,
    cooldownDuration: KEYS_COOLDOWN_MS,
    cacheMaxAge: KEYS_AGE_MAX_MS,
  });
}

const report =
  (log: Log) =>
  (error: unknown): never => {
    log.warn(describeFault(error), 'the keys of the OpenID provider cannot be read');
    throw error;
  };
