import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../../build';
import { freePorts, LOOPBACK } from '../../infrastructure/ports';
import { createProcesses, type Processes, type StartedProcess } from '../../infrastructure/processes';
import { inWorkspace } from '../../workspace';
import type { BenchOptions } from '../bench-part';
import { startBenchIssuer, type BenchIssuer } from '../system/bench-issuer';
import { composeBenchGraph, type BenchSubgraphName } from './gateway-graph';
import { bareEnvironment, measured } from '../measuring/measured-process';
import { startOurGateway } from './our-gateway';
import { installPeers, peerNames, type PeerName } from './gateway-peers';
import { createLoad, type Load, type Target } from '../measuring/load';
import { OTHER_CORE, pinned } from '../measuring/pin';
import { untilListening } from '../measuring/until-listening';

export type ContenderName = 'ours' | 'stock' | 'proxy' | PeerName;

export interface Contender {
  readonly name: ContenderName;
  readonly pid: number;
  readonly target: Target;
  readonly load: Load;
}

/** Both subgraphs, which live in one process. */
export interface BenchSubgraphs {
  /** Resolves once they accept connections, at the ports they had before. */
  start(): Promise<void>;
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

export interface Contenders {
  readonly all: readonly Contender[];
  readonly subgraphs: BenchSubgraphs;
  /** Which ways the operations of ours went so far. */
  waysOfOurs(): Promise<Readonly<Record<string, number>>>;
  /** What ours uses, in bytes. */
  memoryOfOurs(): Promise<{ readonly resident: number; readonly heap: number }>;
}

interface Surroundings {
  readonly processes: Processes;
  readonly urls: Record<BenchSubgraphName, string>;
  readonly supergraph: string;
  /** A register of nothing. */
  readonly documents: string;
  readonly issuer: BenchIssuer;
  readonly subgraphs: BenchSubgraphs;
}

/** Our gateway and those it is measured beside, each in a process of its own, over the same two subgraphs. */
export async function startContenders(options: BenchOptions): Promise<Contenders> {
  const [startPeer] = await Promise.all([options.withPeers ? installPeers() : null, build(['gateway'])]);
  const surroundings = await startSurroundings(options);
  const { processes, urls, supergraph, issuer, subgraphs } = surroundings;
  const [metricsPort] = (await freePorts(1)) as [number];
  const commands: Partial<Record<ContenderName, (port: number) => StartedProcess>> = {
    ours: (port) => startOurGateway(processes, { ...surroundings, subgraphs: urls, port, metricsPort }),
    stock: (port) => startPlain(processes, 'stock', script('gateway-stock.ts'), String(port), supergraph),
    proxy: (port) => startPlain(processes, 'proxy', script('gateway-proxy.ts'), String(port), urls.cases),
  };
  if (startPeer)
    for (const name of peerNames)
      commands[name] = (port) => startPlain(processes, name, ...startPeer(name, supergraph, port));

  const ports = await freePorts(Object.keys(commands).length);
  const all = await Promise.all(
    Object.entries(commands).map(async ([name, start], index): Promise<Contender> => {
      const port = ports[index]!;
      const started = start(port);
      await untilListening(started, port);
      const target = { origin: `http://${LOOPBACK}:${port}`, token: issuer.token };
      const load = createLoad(target);
      options.onStop(load.close);
      return { name: name as ContenderName, pid: started.pid, target, load };
    }),
  );
  return {
    all,
    subgraphs,
    waysOfOurs: async () => waysIn(await readMetrics(metricsPort)),
    memoryOfOurs: async () => memoryIn(await readMetrics(metricsPort)),
  };
}

async function startSurroundings({ directory, onStop }: BenchOptions): Promise<Surroundings> {
  const [casesPort, agenciesPort, issuerPort] = (await freePorts(3)) as [number, number, number];
  const graphUrl = (port: number) => `http://${LOOPBACK}:${port}/graphql`;
  const urls = { cases: graphUrl(casesPort), agencies: graphUrl(agenciesPort) };
  const supergraph = join(directory, 'supergraph.graphql');
  await writeFile(supergraph, composeBenchGraph(urls));
  const documents = join(directory, 'documents.json');
  await writeFile(documents, '{}');
  const issuer = await startBenchIssuer(issuerPort);
  onStop(issuer.stop);

  const processes = createProcesses(directory);
  onStop(() => processes.stop());
  const subgraphs = subgraphsAt(processes, casesPort, agenciesPort);
  await subgraphs.start();
  return { processes, urls, supergraph, documents, issuer, subgraphs };
}

function subgraphsAt(processes: Processes, casesPort: number, agenciesPort: number): BenchSubgraphs {
  const args = [
    ...['--conditions=@tiepdan/source', '--import', 'tsx', script('gateway-subgraphs.ts')],
    ...[String(casesPort), String(agenciesPort)],
  ];
  const command = pinned(OTHER_CORE, { command: process.execPath, args });
  let running: StartedProcess | undefined;
  return {
    async start() {
      running = processes.start({ name: 'subgraphs', ...command });
      await untilListening(running, agenciesPort);
    },
    async kill() {
      running!.signal('SIGKILL');
      await running!.ended;
    },
    signal: (signal) => running!.signal(signal),
  };
}

/** Node itself strips the types of our own scripts, so there is no compiler in the process while it is measured. */
const startPlain = (processes: Processes, name: string, ...args: readonly string[]): StartedProcess =>
  processes.start({ name, ...measured(...args), env: bareEnvironment() });

const script = (file: string): string => inWorkspace('tools', 'src', 'bench', 'gateway', file);

const WAY = /^tiepdan_gateway_operations_total\{way="(\w+)",reason="(\w*)"\} (\d+)$/gm;

const readMetrics = async (port: number): Promise<string> => (await fetch(`http://${LOOPBACK}:${port}/metrics`)).text();

function memoryIn(metrics: string): { resident: number; heap: number } {
  const bytesOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
  return { resident: bytesOf('process_resident_memory_bytes'), heap: bytesOf('nodejs_heap_size_used_bytes') };
}

function waysIn(metrics: string): Readonly<Record<string, number>> {
  const counts = [...metrics.matchAll(WAY)].map(([, way, reason, count]) => [
    reason ? `${way} ${reason}` : way!,
    Number(count),
  ]);
  return Object.fromEntries(counts);
}
