import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { developmentDirectory } from '../../workspace';
import type { BenchOptions, BenchPart } from '../bench-part';
import { percentile, startBenchSystem, type BenchSystem } from './bench-system';
import { rounded } from '../measuring/spread';

const FULL = { rounds: 3, visits: 400, perSecond: 20 };
const QUICK = { rounds: 1, visits: 60, perSecond: 20 };
const LOOK_AGAIN_MS = 1;

/**
 * From sending a visit to the gateway until it stands in reporting's books, at a fixed rate, beside the broker's own time
 * from produce to consume, in turns.
 */
export const freshnessBench: BenchPart = { name: 'freshness', run: benchFreshness };

async function benchFreshness(options: BenchOptions): Promise<object> {
  const system = await startBenchSystem(options);
  const books = new Pool({ connectionString: system.stack.databaseUrls.reporting.service, max: 16 });
  options.onStop(() => books.end());
  const { rounds, visits, perSecond } = options.isQuick ? QUICK : FULL;
  await measureVisits(system, books, perSecond * 3, perSecond);

  const ours: number[] = [];
  const broker: { mean: number; p99: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    broker.push(brokerLatency(system, options));
    ours.push(...(await measureVisits(system, books, visits, perSecond)));
  }
  const brokerMean = percentile(
    broker.map(({ mean }) => mean),
    0.5,
  );
  const brokerP99 = percentile(
    broker.map(({ p99 }) => p99),
    0.5,
  );
  const p50 = percentile(ours, 0.5);
  const p99 = percentile(ours, 0.99);
  return {
    unit: 'ms from sending the mutation to standing in the books',
    visitsPerSecond: perSecond,
    visits: ours.length,
    ours: { p50: rounded(p50), p99: rounded(p99) },
    broker: {
      meanForP50: rounded(brokerMean),
      p99: rounded(brokerP99),
      note: 'EndToEndLatency prints whole milliseconds, so its mean stands for p50',
    },
    ratioP50: rounded(p50 / brokerMean),
    ratioP99: rounded(p99 / brokerP99),
  };
}

const registerVisit = /* GraphQL */ `
  mutation RegisterVisit($input: RegisterVisitInput!, $key: String!) {
    registerVisit(input: $input, idempotencyKey: $key) {
      ... on Visit {
        id
      }
      ... on VisitRefused {
        code
      }
    }
  }
`;

/** Open loop: the next visit does not wait for the one before. */
async function measureVisits(system: BenchSystem, books: Pool, visits: number, perSecond: number): Promise<number[]> {
  const measured: Promise<number>[] = [];
  for (let sent = 0; sent < visits; sent++) {
    measured.push(visibleAfterMs(system, books));
    await pause(1_000 / perSecond);
  }
  return Promise.all(measured);
}

async function visibleAfterMs({ ask, receptionistAgencyId }: BenchSystem, books: Pool): Promise<number> {
  const begin = performance.now();
  const visitors = [{ name: 'Người Đo Thử', identityKind: 'NONE', address: { text: 'xóm Thử' } }];
  const petitions = [{ kind: 'FEEDBACK', field: 'OTHER', summary: 'Phản ánh để đo thời gian.' }];
  const variables = {
    key: randomUUID(),
    input: { agency: receptionistAgencyId, receptionKind: 'REGULAR', visitors, petitions },
  };
  const { registerVisit: visit } = await ask<{ registerVisit: { id?: string } }>(registerVisit, variables);
  if (!visit.id) throw new Error(`A visit was answered ${JSON.stringify(visit)}`);
  const isBooked = async () =>
    (await books.query({ name: 'is-booked', text: 'select from consumed where aggregate_id = $1', values: [visit.id] }))
      .rowCount! > 0;
  while (!(await isBooked())) await pause(LOOK_AGAIN_MS);
  return performance.now() - begin;
}

function brokerLatency(
  { kafkaPort }: BenchSystem,
  { isQuick, directory }: BenchOptions,
): { mean: number; p99: number } {
  const libraries = join(developmentDirectory(), 'kafka', 'libs', '*');
  const log = `-Dlog4j2.configurationFile=${join('tools', 'kafka', 'log4j2.xml')}`;
  const args = [`127.0.0.1:${kafkaPort}`, 'bench-end-to-end', isQuick ? '500' : '3000', 'all', '560'];
  const { stdout, stderr, status } = spawnSync(
    'java',
    [log, '-cp', libraries, 'org.apache.kafka.tools.EndToEndLatency', ...args],
    {
      encoding: 'utf8',
      cwd: join(directory, '..', '..'),
    },
  );
  const mean = /Avg latency: ([\d.]+)/.exec(stdout)?.[1];
  const p99 = /99th = (\d+)/.exec(stdout)?.[1];
  if (status !== 0 || mean === undefined || p99 === undefined)
    throw new Error(`EndToEndLatency failed: ${(stderr || stdout).slice(0, 600)}`);
  return { mean: Number(mean), p99: Math.max(Number(p99), 1) };
}
