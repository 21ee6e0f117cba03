import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { LOOPBACK } from '../infrastructure/ports';

export const AUDIENCE = 'tiepdan-graph';

export interface BenchIssuer {
  readonly issuer: string;
  readonly token: string;
  stop(): Promise<unknown>;
}

/** As much of an OpenID provider as a gateway needs to check one officer's token. */
export async function startBenchIssuer(port: number): Promise<BenchIssuer> {
  const issuer = `http://${LOOPBACK}:${port}`;
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }];
  const server = createServer((request, response) => {
    const isDiscovery = request.url === '/.well-known/openid-configuration';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/jwks` } : { keys }));
  });
  await new Promise<void>((listening) => server.listen(port, LOOPBACK, listening));
  const token = await new SignJWT({ roles: ['receptionist'], agency: 'agency' })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject('officer')
    .setExpirationTime('1h')
    .sign(privateKey);
  const stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { issuer, token, stop };
}
