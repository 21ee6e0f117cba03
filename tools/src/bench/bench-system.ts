import { join } from 'node:path';
import { Pool as DatabasePool } from 'pg';
import { Pool as HttpPool } from 'undici';
import { waitUntil } from '../infrastructure/wait-until';
import { dayInProvince } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import { startStack, type Stack } from '../stack';
import { anyPorts } from '../stack-ports';
import { officerWith, requestToken } from '../tokens';
import type { BenchOptions } from './bench-part';

/** The whole system on ports of its own with empty databases, and a desk officer who asks it things. */
export interface BenchSystem {
  readonly stack: Stack;
  readonly kafkaPort: number;
  /** Communes of today: load is spread over them, as it is in a province. */
  readonly agencyIds: readonly string[];
  readonly receptionistAgencyId: string;
  /** Sends one operation on a kept connection; throws for anything but data without errors. */
  ask<Data>(query: string, variables: object): Promise<Data>;
}

const CONNECTIONS = 64;

export async function startBenchSystem({ directory, onStop }: BenchOptions): Promise<BenchSystem> {
  const ports = await anyPorts();
  const stack = await startStack({ directory: join(directory, `system-${ports.gateway}`), ports });
  onStop(() => stack.stop());
  const province = loadProvince('libs/province/data');
  const receptionist = officerWith(province, 'receptionist', 'BTCD');
  const token = await requestToken(
    { issuer: stack.issuer, clientSecret: stack.secrets.tokenClientSecret },
    receptionist.id,
  );
  const connections = new HttpPool(stack.gatewayUrl, { connections: CONNECTIONS, pipelining: 1 });
  onStop(() => connections.close());
  await agenciesKnown(stack, province.agencies.length);
  const today = dayInProvince(new Date());
  return {
    stack,
    kafkaPort: ports.kafka,
    receptionistAgencyId: receptionist.agencyId,
    agencyIds: province.agencies
      .filter(({ level, existsFrom, existsTo }) => level === 'COMMUNE' && existsFrom <= today && existsTo === null)
      .map(({ id }) => id),
    async ask<Data>(query: string, variables: object): Promise<Data> {
      const { body } = await connections.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await body.json()) as { data?: Data | null; errors?: unknown };
      if (!answer.data || answer.errors) throw new Error(`The graph answered ${JSON.stringify(answer).slice(0, 300)}`);
      return answer.data;
    },
  };
}

/** Does something again and again with so many at once until the time is over; gives back how often, and how long each took. */
export async function keepDoing(concurrency: number, durationMs: number, work: () => Promise<void>): Promise<number[]> {
  const end = performance.now() + durationMs;
  const tookMs: number[] = [];
  const doUntilEnd = async () => {
    while (performance.now() < end) {
      const begin = performance.now();
      await work();
      tookMs.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, doUntilEnd));
  return tookMs;
}

/** The value below which `share` of the values lie. */
export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

const AGENCIES_KNOWN_WITHIN_MS = 30_000;

/** Intake refuses whoever comes before it has heard of the agencies. */
async function agenciesKnown({ databaseUrls }: Stack, count: number): Promise<void> {
  const intake = new DatabasePool({ connectionString: databaseUrls.intake, max: 1 });
  const areKnown = async () => (await intake.query('select from agency')).rowCount === count;
  const known = await waitUntil(areKnown, { timeoutMs: AGENCIES_KNOWN_WITHIN_MS });
  await intake.end();
  if (!known) throw new Error('Intake has not heard of all agencies.');
}
