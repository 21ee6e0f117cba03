import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema, isCompositeType, getNamedType, isRequiredArgument } from 'graphql';
import { Pool } from 'undici';
import { freePorts, LOOPBACK } from '../../infrastructure/ports';
import { createProcesses } from '../../infrastructure/processes';
import { build } from '../../build';
import { inWorkspace } from '../../workspace';
import type { BenchOptions, BenchPart } from '../bench-part';
import { startBenchIssuer } from '../system/bench-issuer';
import { startOurGateway } from './our-gateway';
import { OTHER_CORE, pinThisProcess } from '../measuring/pin';
import { postQuery } from '../measuring/post-query';
import { rounded, spreadOf } from '../measuring/spread';
import { untilListening } from '../measuring/until-listening';
import { widestDocument } from './widest-document';

const GATEWAY = join('apps', 'gateway');
/** As many as the gateway lets in. */
const TOKENS_MAX = 2_000;
const FULL = { rounds: 40, quietMs: 10_000 };
const QUICK = { rounds: 4, quietMs: 2_000 };
/** Between two texts that nobody asked before. */
const PAUSE_MS = 200;

/**
 * How long one who asks what is prepared waits while others ask what never was asked: the registered queries under other names, and
 * the widest texts that the limits let in, over the graph of the project. No subgraph answers, as only the gateway is measured.
 */
export const gatewayPlanning: BenchPart = { name: 'gateway-planning', run: benchPlanning };

async function benchPlanning(options: BenchOptions): Promise<object> {
  const { rounds, quietMs } = options.isQuick ? QUICK : FULL;
  const texts = neverAsked(rounds);
  const { pool, token } = await startGateway(options);
  const isPinned = pinThisProcess(OTHER_CORE);
  const ask = (query: string): Promise<number> => tookMs(pool, token, query);
  const steady = startSteady(() => ask(STEADY));
  await pause(quietMs / 2);
  steady.take();
  await pause(quietMs);
  const quiet = steady.take();
  const registered: number[] = [];
  const widest: number[] = [];
  const cached: number[] = [];
  for (const { query, isRegistered } of texts) {
    (isRegistered ? registered : widest).push(await ask(query));
    cached.push(await ask(query));
    await pause(PAUSE_MS);
  }
  const meanwhile = steady.take();
  await steady.stop();
  return {
    unit: 'ms',
    isPinned,
    neverAsked: { registered: summary(registered), widest: summary(widest), askedAgain: summary(cached) },
    others: { quiet: summary(quiet), meanwhile: summary(meanwhile) },
    longestToQuiet: rounded(spreadOf(meanwhile).max / spreadOf(quiet).max),
  };
}

/** Of all registered queries. */
const VARIABLES = { id: '1', receipt: '1', input: { form: 'TCD-01', from: '2026-01-01', to: '2026-03-31' } };
const STEADY = 'query Steady { me { id name } }';

/** The gateway as it is deployed, over the project's graph. */
async function startGateway({ directory, onStop }: BenchOptions): Promise<{ pool: Pool; token: string }> {
  await build(['gateway']);
  const [port, metricsPort, issuerPort] = (await freePorts(3)) as [number, number, number];
  const issuer = await startBenchIssuer(issuerPort);
  onStop(issuer.stop);
  const processes = createProcesses(directory);
  onStop(() => processes.stop());
  const nobody = `${issuer.issuer}/graphql`;
  const gateway = startOurGateway(processes, {
    ...{ port, metricsPort, issuer },
    subgraphs: { intake: nobody, reporting: nobody, notification: nobody },
    supergraph: inWorkspace(GATEWAY, 'supergraph.graphql'),
    documents: inWorkspace(GATEWAY, 'documents.json'),
  });
  await untilListening(gateway, port);
  const pool = new Pool(`http://${LOOPBACK}:${port}`, { connections: 2, pipelining: 1 });
  onStop(() => pool.close());
  return { pool, token: issuer.token };
}

async function tookMs(pool: Pool, token: string, query: string): Promise<number> {
  const startedAt = performance.now();
  const { status, text } = await postQuery(pool, token, query, VARIABLES);
  const answeredInMs = performance.now() - startedAt;
  if (status >= 500) throw new Error(`The gateway answered ${status}: ${text.slice(0, 300)}`);
  return answeredInMs;
}

/** Asks again as soon as there is an answer. */
function startSteady(ask: () => Promise<number>) {
  let taken: number[] = [];
  let isStopped = false;
  const run = async () => {
    while (!isStopped) taken.push(await ask());
  };
  const running = run();
  return {
    /** How long each took since the last call of this. */
    take(): number[] {
      const all = taken;
      taken = [];
      return all;
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

interface NeverAsked {
  readonly query: string;
  readonly isRegistered: boolean;
}

/** Texts with what each round alone has in it. All are made beforehand: who makes them cannot measure meanwhile. */
function neverAsked(rounds: number): NeverAsked[] {
  const register = JSON.parse(readFileSync(inWorkspace(GATEWAY, 'documents.json'), 'utf8')) as Record<
    string,
    { name: string; query: string }
  >;
  const queries = Object.values(register).filter(({ name, query }) => query.includes(`query ${name}`));
  const schema = buildSchema(readFileSync(inWorkspace(GATEWAY, 'schema.graphql'), 'utf8'));
  const widest = Object.values(schema.getQueryType()!.getFields())
    .filter(({ type, args }) => isCompositeType(getNamedType(type)) && !args.some(isRequiredArgument))
    .map((root) => widestDocument(schema, root, TOKENS_MAX));
  return Array.from({ length: rounds }, (_, round): NeverAsked[] => [
    ...queries.map(({ name, query }) => ({
      query: query.replace(`query ${name}`, `query ${name}${round}`),
      isRegistered: true,
    })),
    { query: `query W${round} ${widest[round % widest.length]}`, isRegistered: false },
  ]).flat();
}

function summary(values: readonly number[]) {
  const sorted = values.toSorted((left, right) => left - right);
  return { count: values.length, ...spreadOf(values), p99: rounded(sorted[Math.floor(sorted.length * 0.99)]!) };
}
