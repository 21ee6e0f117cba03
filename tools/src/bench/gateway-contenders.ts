import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../build';
import { freePorts, LOOPBACK } from '../infrastructure/ports';
import { createProcesses, type Processes } from '../infrastructure/processes';
import { inWorkspace } from '../workspace';
import type { BenchOptions } from './bench-part';
import { AUDIENCE, startBenchIssuer, type BenchIssuer } from './bench-issuer';
import { composeBenchGraph, type BenchSubgraphName } from './gateway-graph';
import { createLoad, type Load } from './load';
import { MEASURED_CORE, OTHER_CORE, pinned } from './pin';
import { untilListening } from './until-listening';

export interface Contender {
  readonly pid: number;
  readonly load: Load;
}

interface Surroundings {
  readonly processes: Processes;
  readonly urls: Record<BenchSubgraphName, string>;
  readonly supergraph: string;
  readonly issuer: BenchIssuer;
}

/** Both gateways, each in a process of its own, over the same two subgraphs. */
export async function startContenders(options: BenchOptions): Promise<{ ours: Contender; stock: Contender }> {
  await build(['gateway']);
  const [ourPort, stockPort] = (await freePorts(2)) as [number, number];
  const surroundings = await startSurroundings(options);
  const contenders = { ours: startOurs(surroundings, ourPort), stock: startStock(surroundings, stockPort) };
  const meet = async (name: keyof typeof contenders, port: number): Promise<Contender> => {
    await untilListening(contenders[name], port);
    const load = createLoad({ origin: `http://${LOOPBACK}:${port}`, token: surroundings.issuer.token });
    options.onStop(load.close);
    return { pid: contenders[name].pid, load };
  };
  return { ours: await meet('ours', ourPort), stock: await meet('stock', stockPort) };
}

async function startSurroundings({ directory, onStop }: BenchOptions): Promise<Surroundings> {
  const [casesPort, agenciesPort, issuerPort] = (await freePorts(3)) as [number, number, number];
  const graphUrl = (port: number) => `http://${LOOPBACK}:${port}/graphql`;
  const urls = { cases: graphUrl(casesPort), agencies: graphUrl(agenciesPort) };
  const supergraph = join(directory, 'supergraph.graphql');
  await writeFile(supergraph, composeBenchGraph(urls));
  const issuer = await startBenchIssuer(issuerPort);
  onStop(issuer.stop);

  const processes = createProcesses(directory);
  onStop(() => processes.stop());
  const args = ['--import', 'tsx', script('gateway-subgraphs.ts'), String(casesPort), String(agenciesPort)];
  const subgraphs = processes.start({ name: 'subgraphs', ...pinned(OTHER_CORE, { command: process.execPath, args }) });
  await untilListening(subgraphs, agenciesPort);
  return { processes, urls, supergraph, issuer };
}

const startOurs = ({ processes, urls, supergraph, issuer }: Surroundings, port: number) =>
  processes.start({
    name: 'ours',
    ...measured(inWorkspace('dist', 'apps', 'gateway', 'main.js')),
    env: {
      ...environment(),
      PORT: String(port),
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: AUDIENCE,
      SUBGRAPHS: JSON.stringify({
        cases: withKey(urls.cases),
        agencies: withKey(urls.agencies),
        assignment: withKey(`${issuer.issuer}/graphql`),
      }),
      SUPERGRAPH: supergraph,
    },
  });

const startStock = ({ processes, supergraph }: Surroundings, port: number) =>
  processes.start({
    name: 'stock',
    // Node itself strips the types, so there is no compiler in the process while it is measured.
    ...measured(script('gateway-stock.ts'), String(port), supergraph),
    env: environment(),
  });

const measured = (...args: string[]) => pinned(MEASURED_CORE, { command: process.execPath, args });

const withKey = (url: string) => ({ url, key: randomBytes(32).toString('hex') });

const script = (file: string): string => inWorkspace('tools', 'src', 'bench', file);

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  APOLLO_TELEMETRY_DISABLED: '1',
});
