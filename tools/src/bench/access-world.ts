import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import type { Principal } from '@tiepdan/access';
import { loadProvince } from '@tiepdan/province';
import { createDatabases, databaseAddresses, dropDatabases } from '../infrastructure/databases';
import { freePorts } from '../infrastructure/ports';
import { startPostgres } from '../infrastructure/postgres';
import { createProcesses } from '../infrastructure/processes';
import { inWorkspace } from '../workspace';
import type { BenchOptions } from './bench-part';

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
  ): Promise<{ readonly schema: GraphQLSchema; readonly pool: Pool; clock: Date; close(): Promise<void> }>;
}

const CLOCK_EVERY_MS = 250;

export async function openAccessWorld(options: BenchOptions): Promise<AccessWorld> {
  const file = pathToFileURL(inWorkspace('apps', 'intake', 'src', 'testing', 'intake.world.ts')).href;
  const testing = (await import(file)) as IntakeTesting;
  const world = await testing.openIntakeWorld(await ownDatabase(options), registerOf(testing));
  options.onStop(() => world.close());
  // The register is looked at again as time goes by, so time must go by.
  const clock = setInterval(() => (world.clock = new Date()), CLOCK_EVERY_MS);
  options.onStop(async () => clearInterval(clock));
  return { schema: world.schema, principal: testing.officer, pool: world.pool };
}

function registerOf({ board, officer, anAgency, anOfficer }: IntakeTesting): object[] {
  const { agencies, officers } = loadProvince('libs/province/data');
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

/** Address of an empty database, with its owner's login: on the server of TEST_DATABASE_URL, or on one that lives as long as this run. */
export async function ownDatabase({ directory, onStop }: BenchOptions): Promise<string> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? (await ownServer(join(directory, 'access'), onStop));
  const name = `bench_access_${randomBytes(4).toString('hex')}`;
  const passwords = { owner: randomBytes(16).toString('hex'), service: randomBytes(16).toString('hex') };
  await createDatabases({ serverUrl, passwords: { [name]: passwords }, isServerOurs: false });
  onStop(() => dropDatabases(serverUrl, [name]));
  return databaseAddresses(serverUrl, name, passwords).owner;
}

async function ownServer(directory: string, onStop: BenchOptions['onStop']): Promise<string> {
  const processes = createProcesses(directory);
  onStop(() => processes.stop());
  const [port] = (await freePorts(1)) as [number];
  return startPostgres({ processes, directory: join(directory, 'postgres'), port, password: 'postgres' });
}
