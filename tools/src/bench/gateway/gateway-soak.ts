import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions, BenchPart } from '../bench-part';
import { startContenders, type Contenders } from './gateway-contenders';
import { benchQueries } from './gateway-graph';
import { startPacedLoad } from '../measuring/paced-load';
import { OTHER_CORE, pinThisProcess } from '../measuring/pin';
import { rounded, spreadOf } from '../measuring/spread';

const FULL = { settleS: 60, quietS: 60, harmS: 420 };
const QUICK = { settleS: 5, quietS: 5, harmS: 30 };
const SHARE = 0.7;
const MEASURE_MS = 4_000;
/** What one fetch may take, waiting for a place before it, and a slow machine. */
const DEADLINE_MS = 5_000 + 1_000 + 1_500;

/**
 * Ten minutes at 70 % of what our gateway can answer, while its subgraphs are killed, restarted and frozen: every request must have an
 * answer, if only one that says what is missing, and the memory afterwards must be what it was before.
 */
export const gatewaySoak: BenchPart = { name: 'gateway-soak', isLong: true, run: soak };

async function soak(options: BenchOptions): Promise<object> {
  const contenders = await startContenders(options);
  const isPinned = pinThisProcess(OTHER_CORE);
  const ours = contenders.all.find(({ name }) => name === 'ours')!;
  const mix = ['small', 'small', 'join', 'small', 'join', 'big'].map((wanted) =>
    benchQueries.find(({ name }) => name === wanted)!,
  );
  const maximum = await maximumOf(ours.load.run, mix);
  const { settleS, quietS, harmS } = options.isQuick ? QUICK : FULL;
  const requestsPerSecond = Math.floor(maximum * SHARE);
  const load = startPacedLoad(ours.target, mix, requestsPerSecond, DEADLINE_MS);
  await pause(settleS * 1_000);
  const before = await memoryWhile(contenders, quietS);
  const harms = await harm(contenders, harmS);
  const atEndOfHarm = { ...load.counts };
  const after = await memoryWhile(contenders, quietS);
  const quietAfter = difference(load.counts, atEndOfHarm);
  await load.stop();
  return {
    isPinned,
    maximumPerSecond: Math.floor(maximum),
    requestsPerSecond,
    harms,
    ...load.counts,
    quietAfter,
    longestMs: Math.round(load.longestMs),
    deadlineMs: DEADLINE_MS,
    residentBefore: before.resident,
    residentAfter: after.resident,
    residentRatio: rounded(after.resident / before.resident),
    heapRatio: rounded(after.heap / before.heap),
    waysOfOurs: await contenders.waysOfOurs(),
  };
}

/** In requests per second, over the mix as it will be asked. */
async function maximumOf(
  run: Contenders['all'][number]['load']['run'],
  mix: readonly (typeof benchQueries)[number][],
): Promise<number> {
  let seconds = 0;
  for (const query of mix) {
    await run(query, MEASURE_MS / 2);
    seconds += MEASURE_MS / 1_000 / (await run(query, MEASURE_MS));
  }
  return mix.length / seconds;
}

async function memoryWhile({ memoryOfOurs }: Contenders, seconds: number): Promise<{ resident: number; heap: number }> {
  const samples: { resident: number; heap: number }[] = [];
  for (let second = 0; second < seconds; second += 1) {
    samples.push(await memoryOfOurs());
    await pause(1_000);
  }
  return {
    resident: spreadOf(samples.map(({ resident }) => resident)).median,
    heap: spreadOf(samples.map(({ heap }) => heap)).median,
  };
}

/** By turns: killed and gone for a while, frozen for longer than a fetch may take, frozen shortly. Ends whole. */
async function harm({ subgraphs }: Contenders, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  const ways = [
    async () => {
      await subgraphs.kill();
      await pause(4_000);
      await subgraphs.start();
    },
    () => frozen(subgraphs, 7_000),
    () => frozen(subgraphs, 1_500),
  ];
  let harms = 0;
  while (performance.now() < end) {
    await ways[harms % ways.length]!();
    harms += 1;
    await pause(10_000);
  }
  return harms;
}

async function frozen(subgraphs: Contenders['subgraphs'], durationMs: number): Promise<void> {
  subgraphs.signal('SIGSTOP');
  await pause(durationMs);
  subgraphs.signal('SIGCONT');
}

const difference = <Counts extends Record<string, number>>(later: Counts, earlier: Counts): Counts =>
  Object.fromEntries(Object.entries(later).map(([name, count]) => [name, count - earlier[name]!])) as Counts;
