import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
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
import type { OnStop } from '@tiepdan/service-runtime';
import { openServiceWorld, type Answer, type WorldParts } from '@tiepdan/service-world';
import { standingConsumer } from '@tiepdan/standing';
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

export type { Answer };

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
  ask(source: string, variables?: object, principal?: Partial<Principal>): Promise<Answer>;
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
  const time = { clock: new Date('2026-11-24T02:00:00.000Z') };
  const opened = await openServiceWorld({
    at: { url: databaseUrl },
    database: intakeDatabase,
    now: () => time.clock,
    caller: officer,
    compose: (parts) => compose(parts, register, vaultUrl),
  });
  const { pool } = opened;
  const ask: IntakeWorld['ask'] = async (source, variables = {}, as = {}) => {
    const answer = await opened.ask(source, { variables, as });
    const { looks, principal } = answer.context;
    // As the service does before an answer leaves it.
    if (looks.length > 0) await looksRecorder(pool)(principal, looks);
    return answer;
  };
  // The clock that a test sets is the one that the service reads.
  return Object.assign(time, opened, {
    ask,
    async does(field: string, input: object, { key = v7(), as = {} }: { key?: string; as?: Partial<Principal> } = {}) {
      const [inputType, type] = results[field]!;
      const atItsAgency = 'agency' in input ? { agencyId: input.agency as string } : {};
      const { data, errors } = await ask(
        `mutation ($input: ${inputType}!, $key: String!) { answer: ${field}(input: $input, idempotencyKey: $key) {
           ... on ${type} { ${shown[type]} } ... on Refusal { code field legalBasis message messageEn } } }`,
        { input, key },
        { ...atItsAgency, ...as },
      );
      return data?.answer ?? errors;
    },
    rowCounts: () => rowCounts(pool),
  });
}

async function compose(parts: WorldParts, register: RegisterEvents, vaultUrl: string | undefined) {
  const { pool, reader, standing, now } = parts;
  const alarms: number[] = [];
  const vault = await openVault(parts.onStop, vaultUrl);
  await fillRegister(pool, register);
  // Tests that count statements begin where the service has looked at the register before.
  await standing.today();
  const { schema } = await intakeSubgraph({
    pool,
    reader,
    law: loadLaw('libs/law/data'),
    keeper,
    vault,
    receipts,
    guesses: createGuessLimiter({
      now: () => now().getTime(),
      onAlarm: (failed) => void alarms.push(failed),
    }),
    workflows: loadWorkflows('libs/law/data'),
    standing,
    now,
    newId: () => v7(),
    wakeRelay: () => undefined,
    faultsUndeclared: true,
  });
  return { schema, vault, alarms };
}

/** Its database is one that is given, or a fresh one that is dropped in the end. */
async function openVault(onStop: OnStop, url: string | undefined): Promise<Vault> {
  const database = url === undefined ? await freshDatabase('vault') : { url, drop: async () => undefined };
  onStop('vault', database.drop);
  await migrate(vaultDatabase(database.url));
  const { pool } = await openDatabase(vaultDatabase(database.url), onStop);
  return { pool, keeper: vaultKeeper };
}

async function fillRegister(pool: Pool, register: RegisterEvents): Promise<void> {
  await copyAgencies(pool, [
    anAgency(board),
    anAgency(commune, 1, { code: '05443', level: 'COMMUNE', existsFrom: '2025-07-01' }),
    anAgency(ended, 1, { code: 'UBND-06', existsTo: '2025-06-30' }),
    ...register.filter((event) => event.type === 'AgencyRegistered'),
  ]);
  await standingConsumer('intake/standing').apply(pool, register);
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
