import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { startServer, type RunningServer } from './http-server';

export const AUDIENCE = 'tiepdan-graph';
export const OFFICER = { sub: 'officer-1', roles: ['receptionist'], agency: 'agency-1' };

export interface TestKeys {
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: object;
}

export async function makeKeys(algorithm = 'ES256', kid = 'key-1'): Promise<TestKeys> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { algorithm, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}

/** The two addresses of an OpenID provider that a verifier reads. */
export async function startProvider(keys: readonly TestKeys[], port = 0): Promise<RunningServer> {
  const provider: RunningServer = await startServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration')
      return void response.end(JSON.stringify({ issuer: provider.url, jwks_uri: `${provider.url}/jwks` }));
    if (request.url === '/jwks')
      return void response.end(JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }));
    response.writeHead(404).end();
  }, port);
  return provider;
}

/** A token whose header and seal are made by hand, as the library would refuse to make it. */
export function forgeToken(issuer: string, header: object, seal: (content: string) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 300;
  const content = `${part({ typ: 'at+jwt', ...header })}.${part({ iss: issuer, aud: AUDIENCE, exp, ...OFFICER })}`;
  return `${content}.${seal(content)}`;
}

export interface TokenChanges {
  readonly claims?: JWTPayload;
  readonly header?: Record<string, unknown>;
}

/** A good access token of the officer, but for what is changed. */
export function signToken(
  issuer: string,
  { privateKey, algorithm }: TestKeys,
  { claims, header }: TokenChanges = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ iss: issuer, aud: AUDIENCE, iat: now, exp: now + 300, ...OFFICER, ...claims })
    .setProtectedHeader({ alg: algorithm, kid: 'key-1', typ: 'at+jwt', ...header })
    .sign(privateKey);
}
