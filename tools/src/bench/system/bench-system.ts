import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool as DatabasePool } from 'pg';
import { Pool as HttpPool } from 'undici';
import { waitUntil } from '../../infrastructure/wait-until';
import { dayInProvince } from '@tiepdan/dated-table';
import { existsOn, loadProvince, type Agency, type Province } from '@tiepdan/province';
import { startStack, type Stack } from '../../stack';
import { anyPorts } from '../../stack-ports';
import { officerWith, requestToken } from '../../tokens';
import { inWorkspace } from '../../workspace';
import type { BenchOptions } from '../bench-part';

/** The whole system on ports of its own with empty databases, and desk officers who ask it things. */
export interface BenchSystem {
  readonly stack: Stack;
  readonly kafkaPort: number;
  /** Communes of today: load is spread over them, as it is in a province. */
  readonly agencyIds: readonly string[];
  readonly receptionistAgencyId: string;
  /**
   * Sends one operation on a kept connection, as a desk officer of the agency that its input names; throws for anything but data
   * without errors.
   */
  ask<Data>(query: string, variables: { readonly input?: { readonly agency?: string } }): Promise<Data>;
}

const CONNECTIONS = 64;

export async function startBenchSystem({ directory, onStop }: BenchOptions): Promise<BenchSystem> {
  const ports = await anyPorts();
  const provinceData = await benchProvince(directory);
  const stack = await startStack({ directory: join(directory, `system-${ports.gateway}`), ports, provinceData });
  onStop(() => stack.stop());
  const province = loadProvince(provinceData);
  const receptionist = officerWith(province, 'receptionist', 'BTCD');
  const tokens = await deskTokens(stack, province);
  const connections = new HttpPool(stack.gatewayUrl, { connections: CONNECTIONS, pipelining: 1 });
  onStop(() => connections.close());
  await agenciesKnown(stack, province.agencies.length);
  return {
    stack,
    kafkaPort: ports.kafka,
    receptionistAgencyId: receptionist.agencyId,
    agencyIds: communesOfToday(province).map(({ id }) => id),
    async ask<Data>(query: string, variables: { readonly input?: { readonly agency?: string } }): Promise<Data> {
      const token = tokens.get(variables.input?.agency ?? receptionist.agencyId)!;
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

const communesOfToday = ({ agencies }: Province): readonly Agency[] =>
  agencies.filter((agency) => agency.level === 'COMMUNE' && existsOn(agency, dayInProvince(new Date())));

const BENCH_DESK = {
  name: 'Người Đo Thử',
  title: 'Cán bộ tiếp công dân',
  roles: 'receptionist',
  since: '2025-07-01',
  note: 'để đo',
};

/** The province with somebody at the desk of every commune: nobody else may receive anything there. */
async function benchProvince(directory: string): Promise<string> {
  const data = join(directory, 'province');
  await cp(inWorkspace('libs', 'law', 'province', 'data'), data, { recursive: true });
  const file = join(data, 'officers.psv');
  const columns = (await readFile(file, 'utf8')).split('\n', 1)[0]!.split('|');
  const rows = communesOfToday(loadProvince(data)).map(({ code }) => {
    const cells = { ...BENCH_DESK, code: `bench-${code}`, agency_code: code } as Readonly<Record<string, string>>;
    return `${columns.map((column) => cells[column] ?? '').join('|')}\n`;
  });
  await appendFile(file, rows.join(''));
  return data;
}

/** By agency. */
async function deskTokens({ issuer, secrets }: Stack, { officers }: Province): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>();
  for (const { id, agencyId, roles } of officers)
    if (roles.includes('receptionist'))
      tokens.set(agencyId, await requestToken({ issuer, clientSecret: secrets.tokenClientSecret }, id));
  return tokens;
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
  const intake = new DatabasePool({ connectionString: databaseUrls.intake.service, max: 1 });
  const areKnown = async () => (await intake.query('select from agency')).rowCount === count;
  const known = await waitUntil(areKnown, { timeoutMs: AGENCIES_KNOWN_WITHIN_MS });
  await intake.end();
  if (!known) throw new Error('Intake has not heard of all agencies.');
}
