import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import type { Principal } from '@tiepdan/access';
import type { AgencyEvent, OfficerEvent } from '@tiepdan/contract-assignment';
import { looksRecorder } from '@tiepdan/audit';
import { migrate, openDatabase, type Database } from '@tiepdan/database';
import type { Recorded } from '@tiepdan/event-contract';
import { loadLaw } from '@tiepdan/law';
import { keyIdOf, trackingCodes } from '@tiepdan/receipt';
import { keeperOf } from '@tiepdan/sealing';
import { openReader, openStandingBook, standingConsumer, type StandingBook } from '@tiepdan/standing';
import { SubgraphContext } from '@tiepdan/subgraph';
import { loadWorkflows } from '@tiepdan/workflow';
import { freshDatabase } from '@tiepdan/testkit';
import { copyAgencies } from '../agencies/agency.repository';
import { intakeDatabase } from '../database/database';
import { createGuessLimiter } from '../tracking/guess-limiter';
import { intakeSubgraph } from '../subgraph';
import type { Vault } from '../identities/vault/vault.repository';
import { vaultDatabase } from '../identities/vault/vault-database';

export const board = '0190a000-0000-7000-8000-0000000000a1';
export const commune = '0190a000-0000-7000-8000-0000000000a2';
/** Ended with 30 June 2025. */
export const ended = '0190a000-0000-7000-8000-0000000000a3';
export const nowhere = '0190a000-0000-7000-8000-0000000000ff';

export const anAgency = (id: string, version = 1, data: Partial<AgencyEvent['data']> = {}): Recorded<AgencyEvent> => ({
  topic: 'assignment.agency.v1',
  type: 'AgencyRegistered',
  aggregateId: id,
  aggregateVersion: version,
  position: version,
  occurredAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  data: {
    code: 'BTCD',
    name: '',
    level: 'DEPARTMENT',
    parentId: null,
    existsFrom: '2014-07-01',
    existsTo: null,
    ...data,
  },
});

export const anOfficer = (id: string, agencyId: string, ...duties: readonly string[]): Recorded<OfficerEvent> => ({
  ...anAgency(id),
  topic: 'assignment.officer.v1',
  type: 'OfficerRegistered',
  data: {
    agencyId,
    duties: duties.map((role) => ({ role, agencyId, validFrom: '2026-01-01', validTo: null })),
    suspended: false,
  },
});

/** Works at the board, and in the tests of receiving wherever something is received. */
export const officer: Principal = {
  id: '0190a000-0000-7000-8000-0000000000b1',
  agencyId: board,
  roles: ['receptionist', 'processor', 'reception-board'],
};

/** Answers as a client gets them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { data: any; errors?: { message: string; path: string[] }[] };

/** Keys of the tests. */
export const keeper = keeperOf({ writing: 'test', index: 'aa'.repeat(32), keys: { test: 'bb'.repeat(32) } });

const codeKey = createSecretKey(Buffer.alloc(32, 5));
const { privateKey: signingKey, publicKey } = generateKeyPairSync('ed25519');
export const receipts = { codes: trackingCodes(codeKey), signingKey, contentKey: codeKey };
export const publishedKeys = new Map([[keyIdOf(publicKey), publicKey]]);
const vaultKeeper = keeperOf({ writing: 'test', index: 'cc'.repeat(32), keys: { test: 'dd'.repeat(32) } });

export interface IntakeWorld extends Database {
  readonly vault: Vault;
  /** Each time codes of receipts were guessed. */
  readonly alarms: number[];
  readonly schema: GraphQLSchema;
  /** The clock of the service; a test may set it. */
  clock: Date;
  ask(
    source: string,
    variables?: object,
    principal?: Partial<Principal>,
  ): Promise<Answer & { context: SubgraphContext }>;
  /**
   * Sends a command with a key of its own unless one is given, as an officer of the agency that its input names unless told
   * otherwise; the answer of the field.
   */
  does(field: string, input: object, options?: { key?: string; as?: Partial<Principal> }): Promise<Answer['data']>;
  /** How many rows each table has. */
  rowCounts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const results = {
  receivePetition: ['ReceivePetitionInput', 'Petition'],
  classifyPetition: ['ClassifyPetitionInput', 'Petition'],
  withdrawPetition: ['WithdrawPetitionInput', 'Petition'],
  registerVisit: ['RegisterVisitInput', 'Visit'],
} as Readonly<Record<string, readonly [string, string]>>;
const shown = {
  Petition: 'id number status version signatoryCount direction eligibility { eligible reasons { code label } }',
  Visit: 'id number firstVisit visitorCount refusal { code label } petitions { id number version }',
} as Readonly<Record<string, string>>;

/** Ids that no register has told of stand alone. */
export type RegisterEvents = readonly Recorded<AgencyEvent | OfficerEvent>[];

/** A migrated database with three agencies and a vault beside it, and the subgraph on them; `register` says how they and their officers stand. */
export async function openIntakeWorld(
  databaseUrl: string,
  register: RegisterEvents = [],
  vaultUrl?: string,
): Promise<IntakeWorld> {
  const stops: (() => unknown)[] = [];
  const { database, vault } = await openDatabases(databaseUrl, vaultUrl, stops);
  const { pool } = database;
  const world: IntakeWorld = {
    ...database,
    vault,
    alarms: [],
    clock: new Date('2026-11-24T02:00:00.000Z'),
    schema: undefined as unknown as GraphQLSchema,
    async ask(source, variables = {}, principal = {}) {
      const context = new SubgraphContext({ ...officer, ...principal }, '');
      const answer = await graphql({
        schema: world.schema,
        source,
        variableValues: JSON.parse(JSON.stringify(variables)),
        contextValue: context,
      });
      // As the service does before an answer leaves it.
      if (context.looks.length > 0) await looksRecorder(pool)(context.principal, context.looks);
      return { ...(JSON.parse(JSON.stringify(answer)) as Answer), context };
    },
    async does(field, input, { key = v7(), as = {} } = {}) {
      const [inputType, type] = results[field]!;
      const atItsAgency = 'agency' in input ? { agencyId: input.agency as string } : {};
      const { data, errors } = await world.ask(
        `mutation ($input: ${inputType}!, $key: String!) { answer: ${field}(input: $input, idempotencyKey: $key) {
           ... on ${type} { ${shown[type]} } ... on Refusal { code field legalBasis message messageEn } } }`,
        { input, key },
        { ...atItsAgency, ...as },
      );
      return data?.answer ?? errors;
    },
    rowCounts: () => rowCounts(pool),
    async close() {
      for (const stop of stops) await stop();
    },
  };
  const standing = await openRegister(pool, register, () => world.clock);
  return Object.assign(world, { schema: await schemaOf(world, standing) });
}

async function schemaOf(world: IntakeWorld, standing: StandingBook): Promise<GraphQLSchema> {
  const { pool, readerPool, vault } = world;
  const { schema } = await intakeSubgraph({
    pool,
    reader: openReader(readerPool),
    law: loadLaw('libs/law/data'),
    keeper,
    vault,
    receipts,
    guesses: createGuessLimiter({
      now: () => world.clock.getTime(),
      onAlarm: (failed) => void world.alarms.push(failed),
    }),
    workflows: loadWorkflows('libs/law/data'),
    standing,
    now: () => world.clock,
    newId: () => v7(),
    wakeRelay: () => undefined,
    faultsUndeclared: true,
  });
  return schema;
}

async function openDatabases(databaseUrl: string, vaultUrl: string | undefined, stops: (() => unknown)[]) {
  const vaultIn = vaultUrl === undefined ? await freshDatabase('vault') : { url: vaultUrl, drop: () => undefined };
  await Promise.all([migrate(intakeDatabase(databaseUrl)), migrate(vaultDatabase(vaultIn.url))]);
  const onStop = (_: string, stop: () => unknown) => void stops.push(stop);
  const database = await openDatabase(intakeDatabase(databaseUrl), onStop);
  const vault: Vault = { pool: (await openDatabase(vaultDatabase(vaultIn.url), onStop)).pool, keeper: vaultKeeper };
  stops.push(vaultIn.drop);
  return { database, vault };
}

async function openRegister(pool: Pool, register: RegisterEvents, now: () => Date): Promise<StandingBook> {
  await copyAgencies(pool, [
    anAgency(board),
    anAgency(commune, 1, { code: '05443', level: 'COMMUNE', existsFrom: '2025-07-01' }),
    anAgency(ended, 1, { code: 'UBND-06', existsTo: '2025-06-30' }),
    ...register.filter((event) => event.type === 'AgencyRegistered'),
  ]);
  await standingConsumer('intake/standing').apply(pool, register);
  const standing = openStandingBook(pool, now);
  // Tests that count statements begin where the service has looked at the register before.
  await standing.today();
  return standing;
}

async function rowCounts(pool: Pool): Promise<Record<string, number>> {
  const { rows: tables } = await pool.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public' order by 1",
  );
  const counts = tables.map(async ({ tablename }) => {
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${tablename}`);
    return [tablename, rows[0]!.count] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
