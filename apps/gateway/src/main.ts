import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { describeDocuments } from './documents/describe-documents';
import { readGatewayEnvironment } from './environment';
import { createExplorer } from './explorer/explorer';
import { startGraph } from './execution/graph';
import { openIdIdentity } from './identity/identity';
import { serveMetrics } from './edge/metrics';
import { readRegister } from './documents/registered-documents';
import { serveGateway } from './edge/server';
import { connectStanding } from './identity/standing-client';
import { createStandingRegister } from './identity/standing-register';
import { admitVisitors } from './identity/visitors';

/** `--describe-documents <folder> <supergraph>` prints what a register is made of, as JSON; else the gateway runs. */
const [mode, folder, supergraphFile] = process.argv.slice(2);
if (mode === '--describe-documents' && folder && supergraphFile) describe(folder, supergraphFile);
else run();

function describe(folder: string, supergraphFile: string): void {
  try {
    console.log(JSON.stringify(describeDocuments(folder, readFileSync(supergraphFile, 'utf8'))));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function run(): void {
  runService('gateway', async ({ log, onStop }) => {
    const environment = readGatewayEnvironment();
    const isProduction = environment.NODE_ENV === 'production';
    const introspection = !isProduction;
    const health = createHealth();

    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = environment;
    const assignment = connectStanding(environment.SUBGRAPHS.assignment);
    onStop('standing connection', assignment.close);
    const standingOf = createStandingRegister({ ask: assignment.ask, log, onStop });
    const identify = openIdIdentity({ issuer, audience, standingOf, log });

    const supergraph = await readFile(environment.SUPERGRAPH, 'utf8');
    const documents = readRegister(await readFile(environment.DOCUMENTS, 'utf8'));
    const { SUBGRAPHS: subgraphs, FAST_PATH } = environment;
    const graph = await startGraph({ supergraph, subgraphs, introspection, log, fastPath: FAST_PATH === 'on' });
    onStop('graph', graph.stop);
    const explorer = createExplorer({ assets: environment.ASSETS, introspection, documents, log });

    let isWarm = graph.warmUp === null;
    health.addCheck('documents', () => isWarm);
    const { PORT: port, METRICS_PORT: metricsPort, TRUSTED_PROXIES, FREE_DOCUMENTS } = environment;
    if (metricsPort !== undefined) await serveMetrics(metricsPort, graph.ways, onStop);
    await serveGateway({
      port,
      identify,
      admitVisitor: admitVisitors(TRUSTED_PROXIES),
      execute: graph.execute,
      documents,
      areDocumentsFree: (FREE_DOCUMENTS ?? (isProduction ? 'roles' : 'everybody')) === 'everybody',
      explorer,
      health,
      log,
      onStop,
    });
    if (graph.warmUp) {
      const queries = [...documents.values()].map(({ query }) => query);
      log.info(await graph.warmUp(queries), 'the registered documents are prepared');
      isWarm = true;
    }
  });
}
