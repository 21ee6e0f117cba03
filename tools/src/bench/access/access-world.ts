import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { loadProvince } from '@tiepdan/province';
import { createDatabases, databaseAddresses, dropDatabases } from '../../infrastructure/databases';
import { freePorts } from '../../infrastructure/ports';
import { startPostgres } from '../../infrastructure/postgres';
import { createProcesses } from '../../infrastructure/processes';
import { inWorkspace } from '../../workspace';
import type { BenchOptions } from '../bench-part';

/** Intake's graph over a database of its own that knows the province's register, and an officer who receives petitions there. */
export interface AccessWorld {
  readonly schema: GraphQLSchema;
  readonly principal: Principal;
  /** Of the service: what is written goes through it. */
  readonly pool: Pool;
}

/** What intake's own tests build their world with. */
interface IntakeTesting {
  readonly board: string;
  readonly officer: Principal;
  anAgency(id: string, version: number, data: object): object;
  anOfficer(id: string, agencyId: string, ...duties: readonly string[]): object;
  openIntakeWorld(
    url: string,
    register: readonly object[],
    vaultUrl: string,
  ): Promise<{ readonly schema: GraphQLSchema; readonly pool: Pool; clock: Date; close(): Promise<void> }>;
}

const CLOCK_EVERY_MS = 250;

export async function openAccessWorld(options: BenchOptions): Promise<AccessWorld> {
  const file = pathToFileURL(inWorkspace('apps', 'intake', 'src', 'testing', 'intake.world.ts')).href;
  const testing = (await import(file)) as IntakeTesting;
  const [url, vaultUrl] = (await ownDatabases(options, ['access', 'vault'])) as [string, string];
  const world = await testing.openIntakeWorld(url, registerOf(testing), vaultUrl);
  options.onStop(() => world.close());
  // The register is looked at again as time goes by, so time must go by.
  const clock = setInterval(() => (world.clock = new Date()), CLOCK_EVERY_MS);
  options.onStop(async () => clearInterval(clock));
  return { schema: world.schema, principal: testing.officer, pool: world.pool };
}

function registerOf({ board, officer, anAgency, anOfficer }: IntakeTesting): object[] {
  const { agencies, officers } = loadProvince('libs/law/province/data');
  const top = agencies.find(({ parentId }) => parentId === null)!;
  return [
    ...agencies.map(({ id, code, parentId, existsFrom, existsTo }) =>
      anAgency(id, 1, { code, parentId, existsFrom, existsTo }),
    ),
    anAgency(board, 1, { parentId: top.id }),
    ...officers.map(({ id, agencyId, roles }) => anOfficer(id, agencyId, ...roles)),
    anOfficer(officer.id, board, ...officer.roles),
  ];
}

/** Addresses of empty databases, with their owners' logins: on the server of TEST_DATABASE_URL, or on one that lives as long as this run. */
export async function ownDatabases(
  { directory, onStop }: BenchOptions,
  purposes: readonly string[],
): Promise<string[]> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? (await ownServer(join(directory, purposes.join('-')), onStop));
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  const passwords = Object.fromEntries(
    purposes.map((purpose) => [`bench_${purpose}_${hex(4)}`, { owner: hex(16), service: hex(16) }]),
  );
  await createDatabases({ serverUrl, passwords, isServerOurs: false });
  onStop(() => dropDatabases(serverUrl, Object.keys(passwords)));
  return Object.entries(passwords).map(([name, own]) => databaseAddresses(serverUrl, name, own).owner);
}

async function ownServer(directory: string, onStop: BenchOptions['onStop']): Promise<string> {
  const processes = createProcesses(directory);
  onStop(() => processes.stop());
  const [port] = (await freePorts(1)) as [number];
  return startPostgres({ processes, directory: join(directory, 'postgres'), port, password: 'postgres' });
}
