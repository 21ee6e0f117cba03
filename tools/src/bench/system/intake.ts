import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { BenchOptions, BenchPart } from '../bench-part';
import { keepDoing, percentile, startBenchSystem, type BenchSystem } from './bench-system';
import { hotStatementFor, type HotStatement } from './hot-statement';
import { aPetition, receivePetition, receivePetitionWithCase } from './receive-petition-input';
import { rounded, spreadOf } from '../measuring/spread';

const FULL = { rounds: 5, runMs: 6_000, warmUpMs: 4_000 };
const QUICK = { rounds: 2, runMs: 2_000, warmUpMs: 1_000 };
const CLIENTS = 16;
const PGBENCH_AGENCIES = 16;

/**
 * Durable petitions a second through the gateway, everything running, beside pgbench sending the same statement to the
 * same database, in turns. Also: the same request asking for its case and next deadline, by 50 at once.
 */
export const intakeBench: BenchPart = { name: 'intake', run: benchIntake };

async function benchIntake(options: BenchOptions): Promise<object> {
  const system = await startBenchSystem(options);
  const { rounds, runMs, warmUpMs } = options.isQuick ? QUICK : FULL;
  const reference = await referenceFor(system, options.directory);
  await keepDoing(CLIENTS, warmUpMs, () => receiveOne(system, receivePetition));

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await reference.perSecond(runMs));
    ours.push((await keepDoing(CLIENTS, runMs, () => receiveOne(system, receivePetition))).length / (runMs / 1_000));
  }
  const readOwnWrite = await keepDoing(50, runMs, () => receiveOne(system, receivePetitionWithCase));
  return {
    unit: 'petitions a second',
    clients: CLIENTS,
    rounds,
    gateway: spreadOf(ours),
    [reference.name]: spreadOf(theirs),
    ratio: rounded(spreadOf(ours).median / spreadOf(theirs).median),
    ratioByRound: spreadOf(ours.map((value, round) => value / theirs[round]!)),
    readYourOwnWrite: {
      unit: 'ms until the petition, its case and next deadline are answered',
      clients: 50,
      requests: readOwnWrite.length,
      p50: rounded(percentile(readOwnWrite, 0.5)),
      p99: rounded(percentile(readOwnWrite, 0.99)),
    },
  };
}

async function receiveOne({ ask, agencyIds }: BenchSystem, query: string): Promise<void> {
  const agency = agencyIds[Math.floor(Math.random() * agencyIds.length)]!;
  const { receivePetition: answer } = await ask<{ receivePetition: { __typename: string; case?: object | null } }>(
    query,
    aPetition(agency),
  );
  if (answer.__typename !== 'Petition' || answer.case === null)
    throw new Error(`A petition was answered ${JSON.stringify(answer)}`);
}

interface Reference {
  readonly name: 'pgbench' | 'barePg';
  perSecond(durationMs: number): Promise<number>;
}

async function referenceFor(system: BenchSystem, directory: string): Promise<Reference> {
  const url = system.stack.databaseUrls.intake.service;
  const agencies = system.agencyIds.slice(0, PGBENCH_AGENCIES);
  const statements = await Promise.all(agencies.map(hotStatementFor));
  return spawnSync('pgbench', ['--version']).status === 0
    ? pgbench(url, statements, directory)
    : barePg(url, statements);
}

const TEXT_LITERAL = /'(?:[^']|'')*'/g;

/** pgbench takes every colon before a letter for the beginning of a variable, also inside a text. */
const withoutColons = (literal: string): string =>
  literal.includes(':') ? `E${literal.replaceAll('\\', '\\\\').replaceAll(':', '\\x3a')}` : literal;

/** Literals, but for what must differ from one petition to the next: key, id and the person's number follow from `:n`. */
function scriptOf({ text, values }: HotStatement): string {
  const literal = (value: unknown): string => {
    if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`;
    if (Array.isArray(value)) return `'{${value.join(',')}}'::uuid[]`;
    return value === null ? 'null' : withoutColons(`'${String(value).replaceAll("'", "''")}'`);
  };
  const id = `('00000000-0000-4000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))`;
  const [, key, , , , , row, , people] = values as string[];
  const { id: petitionId } = JSON.parse(row!) as { id: string };
  const [citizenId] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(people!) ?? [];
  const number = /"(0193\d{8})"/.exec(people!)?.[1];
  const expressionOf = (value: unknown): string => {
    if (value === key) return `'bench-' || :n::text`;
    if (value === row) return `replace(${literal(value)}, '${petitionId}', ${id})::jsonb`;
    if (value === people && number)
      return `replace(replace(${literal(value)}, '${number}', lpad(:n::text, 12, '0')), '${citizenId}', ${id})::jsonb`;
    return literal(value);
  };
  const filled = text
    .replaceAll(TEXT_LITERAL, withoutColons)
    .replaceAll(/\$(\d+)/g, (_, index: string) => `(${expressionOf(values[Number(index) - 1])})`);
  return `\\set n random(1, 99999999999)\n${filled.replaceAll(/\s*\n\s*/g, ' ').trim()};\n`;
}

async function pgbench(url: string, statements: readonly HotStatement[], directory: string): Promise<Reference> {
  const files = await Promise.all(
    statements.map(async (statement, index) => {
      const file = join(directory, `receive-petition-${index}.sql`);
      await writeFile(file, scriptOf(statement));
      return file;
    }),
  );
  return {
    name: 'pgbench',
    perSecond: (durationMs) => {
      const scripts = files.flatMap((file) => ['--file', file]);
      const args = [
        '--no-vacuum',
        '--protocol=prepared',
        `--client=${CLIENTS}`,
        '--jobs=2',
        `--time=${Math.ceil(durationMs / 1_000)}`,
        ...scripts,
        url,
      ];
      const { stdout, stderr, status } = spawnSync('pgbench', args, { encoding: 'utf8' });
      const perSecond = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
      if (status !== 0 || perSecond === undefined) throw new Error(`pgbench failed: ${stderr.slice(0, 600)}`);
      return Promise.resolve(Number(perSecond));
    },
  };
}

/** Where pgbench is missing: the same statement in a bare loop of pg, which costs Node what pgbench does not need. */
function barePg(url: string, statements: readonly HotStatement[]): Reference {
  return {
    name: 'barePg',
    async perSecond(durationMs) {
      const pool = new Pool({ connectionString: url, max: CLIENTS });
      let next = Date.now() * 1_000;
      const done = await keepDoing(CLIENTS, durationMs, async () => {
        const { text, values } = statements[next % statements.length]!;
        const [principal, , , , , , row] = values as string[];
        const fresh = {
          ...(JSON.parse(row!) as object),
          id: `00000000-0000-4000-8000-${(next++).toString(16).padStart(12, '0')}`,
        };
        await pool.query({
          name: 'receive-petition',
          text,
          values: [principal, `bench-${next}`, ...values.slice(2, 6), JSON.stringify(fresh), ...values.slice(7)],
        });
      });
      await pool.end();
      return done.length / (durationMs / 1_000);
    },
  };
}
