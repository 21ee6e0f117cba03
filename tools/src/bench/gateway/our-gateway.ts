import { randomBytes } from 'node:crypto';
import type { Processes, StartedProcess } from '../../infrastructure/processes';
import { inWorkspace } from '../../workspace';
import { AUDIENCE, type BenchIssuer } from '../system/bench-issuer';
import { bareEnvironment, measured } from '../measuring/measured-process';

export interface OurGateway {
  readonly port: number;
  readonly metricsPort: number;
  readonly issuer: BenchIssuer;
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly supergraph: string;
  readonly documents: string;
}

/** As it is deployed, but that everybody may ask in texts of their own. Assignment stands where the issuer is. */
export const startOurGateway = (processes: Processes, gateway: OurGateway): StartedProcess =>
  processes.start({
    name: 'ours',
    ...measured(inWorkspace('dist', 'apps', 'gateway', 'main.js')),
    env: {
      ...bareEnvironment(),
      PORT: String(gateway.port),
      METRICS_PORT: String(gateway.metricsPort),
      OIDC_ISSUER: gateway.issuer.issuer,
      OIDC_AUDIENCE: AUDIENCE,
      SUBGRAPHS: JSON.stringify(
        Object.fromEntries(
          Object.entries({ ...gateway.subgraphs, assignment: `${gateway.issuer.issuer}/graphql` }).map(
            ([name, url]) => [name, { url, key: randomBytes(32).toString('hex') }],
          ),
        ),
      ),
      SUPERGRAPH: gateway.supergraph,
      DOCUMENTS: gateway.documents,
      FREE_DOCUMENTS: 'everybody',
    },
  });
