import { isDeepStrictEqual } from 'node:util';
import type { BenchOptions, BenchPart } from '../bench-part';
import { cpuTimeMs } from '../measuring/cpu-time';
import { startContenders, type Contender, type ContenderName } from './gateway-contenders';
import { benchQueries, type BenchQuery } from './gateway-graph';
import { OTHER_CORE, pinThisProcess } from '../measuring/pin';
import { rounded, spreadOf, type Spread } from '../measuring/spread';

/** What one gateway spends on one query, beside the untouched gateway library. */
export interface GatewayCost {
  readonly cost: Spread;
  /** Divided by the cost of the stock gateway: lower is better. */
  readonly ratio: number;
  /** Of the runs that stood next to each other. */
  readonly ratioByRound: Spread;
}

type QueryCosts = Partial<Record<ContenderName, GatewayCost>> & { readonly answersDiffer?: readonly ContenderName[] };

export type GatewayBench = {
  readonly unit: string;
  readonly rounds: number;
  readonly isPinned: boolean;
  /** Operations of ours by the way they went. */
  readonly waysOfOurs: Readonly<Record<string, number>>;
} & Record<BenchQuery['name'], QueryCosts>;

/** Many short runs rather than few long ones: what else the machine does then falls on all alike. */
const FULL = { rounds: 17, runMs: 400, warmUpMs: 2_500 };
const QUICK = { rounds: 5, runMs: 300, warmUpMs: 1_000 };

/**
 * CPU time per request of our gateway as it is deployed (token check, assertions, limits) beside the untouched gateway
 * library and a bare proxy, and beside other gateways if asked to, over the same subgraphs, in turns.
 */
export const gatewayBench: BenchPart = { name: 'gateway', run: benchGateway };

async function benchGateway(options: BenchOptions): Promise<GatewayBench> {
  if (process.platform !== 'linux')
    throw new Error('The gateway benchmark reads CPU times from /proc and needs Linux.');
  const { all, waysOfOurs } = await startContenders(options);
  const isPinned = pinThisProcess(OTHER_CORE);
  const { rounds, runMs, warmUpMs } = options.isQuick ? QUICK : FULL;
  const results: Partial<Record<BenchQuery['name'], QueryCosts>> = {};
  for (const query of benchQueries) {
    const able = all.filter(({ name }) => name !== 'proxy' || query.isOfOneSubgraph);
    const answersDiffer = await differing(able, query);
    for (const { load } of able) await load.run(query, warmUpMs);
    const costs = await compare(able, query, rounds, runMs);
    results[query.name] = { ...costs, ...(answersDiffer.length > 0 && { answersDiffer }) };
  }
  return {
    unit: 'ms of CPU per request',
    rounds,
    isPinned,
    waysOfOurs: await waysOfOurs(),
    ...(results as Record<BenchQuery['name'], QueryCosts>),
  };
}

/** Whose answer is another than that of the stock gateway. Ours must be the same to the byte, or there is nothing to measure. */
async function differing(contenders: readonly Contender[], query: BenchQuery): Promise<ContenderName[]> {
  const answers = await Promise.all(contenders.map(async ({ name, load }) => [name, await load.ask(query)] as const));
  const { ours, stock } = Object.fromEntries(answers) as Record<ContenderName, string>;
  if (ours.trimEnd() !== stock.trimEnd()) throw new Error(`The answers to "${query.name}" differ:\n${ours}\n${stock}`);
  const reference: unknown = JSON.parse(stock);
  return answers.filter(([, answer]) => !isDeepStrictEqual(JSON.parse(answer), reference)).map(([name]) => name);
}

async function compare(
  contenders: readonly Contender[],
  query: BenchQuery,
  rounds: number,
  runMs: number,
): Promise<Partial<Record<ContenderName, GatewayCost>>> {
  const costs = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    // Whoever runs second finds a warmer machine: take turns at that too.
    const order = contenders.map((_, index) => contenders[(index + round) % contenders.length]!);
    for (const contender of order) costs.get(contender.name)!.push(await costOf(contender, query, runMs));
  }
  const reference = costs.get('stock')!;
  const compared = [...costs].map(([name, own]): [ContenderName, GatewayCost] => {
    const [cost, ratioByRound] = [spreadOf(own), spreadOf(own.map((each, round) => each / reference[round]!))];
    return [name, { cost, ratio: rounded(cost.median / spreadOf(reference).median), ratioByRound }];
  });
  return Object.fromEntries(compared);
}

async function costOf({ pid, load }: Contender, query: BenchQuery, runMs: number): Promise<number> {
  const before = await cpuTimeMs(pid);
  const answers = await load.run(query, runMs);
  return ((await cpuTimeMs(pid)) - before) / answers;
}
