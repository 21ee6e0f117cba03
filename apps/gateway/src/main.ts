import { readFile } from 'node:fs/promises';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { readGatewayEnvironment } from './environment';
import { createExplorer } from './explorer';
import { startGraph } from './graph';
import { openIdIdentity } from './identity';
import { serveMetrics } from './metrics';
import { serveGateway } from './server';
import { connectStanding } from './standing-client';
import { createStandingRegister } from './standing-register';
import { admitVisitors } from './visitors';

runService('gateway', async ({ log, onStop }) => {
  const environment = readGatewayEnvironment();
  const introspection = environment.NODE_ENV !== 'production';
  const health = createHealth();

  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = environment;
  const assignment = connectStanding(environment.SUBGRAPHS.assignment);
  onStop('standing connection', assignment.close);
  const standingOf = createStandingRegister({ ask: assignment.ask, log, onStop });
  const identify = openIdIdentity({ issuer, audience, standingOf, log });

  const supergraph = await readFile(environment.SUPERGRAPH, 'utf8');
  const { SUBGRAPHS: subgraphs, FAST_PATH } = environment;
  const graph = await startGraph({ supergraph, subgraphs, introspection, log, fastPath: FAST_PATH === 'on' });
  onStop('graph', graph.stop);
  const explorer = createExplorer({ assets: environment.ASSETS, introspection, log });

  const { PORT: port, METRICS_PORT: metricsPort, TRUSTED_PROXIES } = environment;
  if (metricsPort !== undefined) await serveMetrics(metricsPort, graph.ways, onStop);
  const admitVisitor = admitVisitors(TRUSTED_PROXIES);
  await serveGateway({ port, identify, admitVisitor, execute: graph.execute, explorer, health, log, onStop });
});
