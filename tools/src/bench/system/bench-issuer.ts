import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { LOOPBACK } from '../../infrastructure/ports';

export const AUDIENCE = 'tiepdan-graph';

const AGENCY = '0190a000-0000-7000-8000-0000000000a1';
/** Whose token it is, and how they stand. */
export const BENCH_OFFICER = {
  id: '0190a000-0000-7000-8000-0000000000b1',
  agencyId: AGENCY,
  standing: {
    suspended: false,
    agencyId: AGENCY,
    duties: [{ role: 'receptionist', agencyId: AGENCY }],
    delegations: [],
  },
};

export interface BenchIssuer {
  readonly issuer: string;
  readonly token: string;
  stop(): Promise<unknown>;
}

/** As much of an OpenID provider, and of assignment, as a gateway needs to check one officer's token and standing. */
export async function startBenchIssuer(port: number): Promise<BenchIssuer> {
  const issuer = `http://${LOOPBACK}:${port}`;
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }];
  const server = createServer((request, response) => {
    const answers: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/jwks` },
      '/jwks': { keys },
      '/internal/standing': { officers: { [BENCH_OFFICER.id]: BENCH_OFFICER.standing } },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((listening) => server.listen(port, LOOPBACK, listening));
  const token = await new SignJWT({ roles: ['receptionist'], agency: AGENCY })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject(BENCH_OFFICER.id)
    .setExpirationTime('1h')
    .sign(privateKey);
  const stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { issuer, token, stop };
}
