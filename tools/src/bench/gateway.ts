import type { BenchOptions, BenchPart } from './bench-part';
import { cpuTimeMs } from './cpu-time';
import { startContenders, type Contender } from './gateway-contenders';
import { benchQueries, type BenchQuery } from './gateway-graph';
import { OTHER_CORE, pinThisProcess } from './pin';
import { rounded, spreadOf, type Spread } from './spread';

export interface GatewayComparison {
  readonly ours: Spread;
  readonly stock: Spread;
  /** Ours divided by stock: lower is better. */
  readonly ratio: number;
  /** Of the two runs that stood next to each other. */
  readonly ratioByRound: Spread;
}

export type GatewayBench = { readonly unit: string; readonly rounds: number; readonly isPinned: boolean } & Record<
  BenchQuery['name'],
  GatewayComparison
>;

/** Many short runs rather than few long ones: what else the machine does then falls on both alike. */
const FULL = { rounds: 17, runMs: 400, warmUpMs: 2_500 };
const QUICK = { rounds: 5, runMs: 300, warmUpMs: 1_000 };

/**
 * CPU time per request of our gateway as it is deployed (token check, assertions, limits) beside the untouched gateway
 * library, over the same subgraphs, in turns.
 */
export const gatewayBench: BenchPart = { name: 'gateway', run: benchGateway };

async function benchGateway(options: BenchOptions): Promise<GatewayBench> {
  if (process.platform !== 'linux')
    throw new Error('The gateway benchmark reads CPU times from /proc and needs Linux.');
  const { ours, stock } = await startContenders(options);
  const isPinned = pinThisProcess(OTHER_CORE);
  const { rounds, runMs, warmUpMs } = options.isQuick ? QUICK : FULL;
  const results: Partial<Record<BenchQuery['name'], GatewayComparison>> = {};
  for (const query of benchQueries) {
    const [own, reference] = [await ours.load.ask(query), await stock.load.ask(query)];
    if (own !== reference) throw new Error(`The answers to "${query.name}" differ:\n${own}\n${reference}`);
    for (const { load } of [ours, stock]) await load.run(query, warmUpMs);
    results[query.name] = await compare(ours, stock, query, rounds, runMs);
  }
  return {
    unit: 'ms of CPU per request',
    rounds,
    isPinned,
    ...(results as Record<BenchQuery['name'], GatewayComparison>),
  };
}

async function compare(
  ours: Contender,
  stock: Contender,
  query: BenchQuery,
  rounds: number,
  runMs: number,
): Promise<GatewayComparison> {
  const costs = { ours: [] as number[], stock: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // Whoever runs second finds a warmer machine: take turns at that too.
    const order = round % 2 === 0 ? (['ours', 'stock'] as const) : (['stock', 'ours'] as const);
    for (const name of order) costs[name].push(await costOf(name === 'ours' ? ours : stock, query, runMs));
  }
  const [own, reference] = [spreadOf(costs.ours), spreadOf(costs.stock)];
  const ratioByRound = spreadOf(costs.ours.map((cost, round) => cost / costs.stock[round]!));
  return { ours: own, stock: reference, ratio: rounded(own.median / reference.median), ratioByRound };
}

async function costOf({ pid, load }: Contender, query: BenchQuery, runMs: number): Promise<number> {
  const before = await cpuTimeMs(pid);
  const answers = await load.run(query, runMs);
  return ((await cpuTimeMs(pid)) - before) / answers;
}
