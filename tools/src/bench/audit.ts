import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { appendAuditOfMany, createAuditTables, type AuditEntry } from '@tiepdan/audit';
import { verifyAudit } from '@tiepdan/audit-verifier';
import { SubgraphContext } from '@tiepdan/subgraph';
import { openAccessWorld, ownDatabases } from './access/access-world';
import { write, type Cost } from './access/access-write';
import type { BenchOptions, BenchPart } from './bench-part';
import { rounded, spreadOf } from './measuring/spread';

const FULL = { rounds: 41, writes: 250, links: 200_000 };
const QUICK = { rounds: 5, writes: 150, links: 20_000 };
const AGENCIES = 4;
const RATIO_MAX = 1.1;
const WANTED_LINKS_PER_SECOND = 50_000;

/**
 * What the audit costs: a petition written with its link and without, in turns; and how many links a second the verifier reads,
 * hashes and compares.
 */
export const auditBench: BenchPart = { name: 'audit', run: benchAudit };

async function benchAudit(options: BenchOptions): Promise<object> {
  return { petitionWrite: await writeCosts(options), verifier: await verifierRate(options) };
}

/** Petitions written by intake's own code into PostgreSQL, as `access` measures them. */
async function writeCosts(options: BenchOptions): Promise<object> {
  const { rounds, writes } = options.isQuick ? QUICK : FULL;
  const world = await openAccessWorld(options);
  const contextOf = () => new SubgraphContext(world.principal, '');
  const costs = { audited: [] as Cost[], unaudited: [] as Cost[] };
  const names = Object.keys(costs) as (keyof typeof costs)[];
  const query = world.pool.query.bind(world.pool) as (statement: Statement) => unknown;
  const sent: Readonly<Record<keyof typeof costs, (statement: Statement) => unknown>> = {
    audited: query,
    unaudited: (statement) => query(statement.name === HOT ? withoutLink(statement) : statement),
  };
  const round = async (name: keyof typeof costs) => {
    Object.assign(world.pool, { query: sent[name] });
    return write(world, writes, contextOf);
  };
  for (const name of names) await round(name);
  for (let count = 0; count < rounds; count += 1)
    for (const name of count % 2 === 0 ? names : names.toReversed()) costs[name].push(await round(name));
  const spread = (of: keyof Cost) => ({
    audited: spreadOf(costs.audited.map((cost) => cost[of])),
    unaudited: spreadOf(costs.unaudited.map((cost) => cost[of])),
    ratio: spreadOf(costs.audited.map((cost, index) => cost[of] / costs.unaudited[index]![of])),
  });
  const elapsed = spread('elapsed');
  return {
    unit: 'µs per petition written',
    rounds,
    writesPerRound: writes,
    elapsed,
    cpuOfService: spread('cpu'),
    wanted: { ratioMax: RATIO_MAX, isMet: elapsed.ratio.median <= RATIO_MAX },
  };
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}
const HOT = 'receive-petition';

/** The same statement but for the link, whose values it still takes. */
function withoutLink({ text, values }: Statement): Statement {
  const begin = text.indexOf('link as (');
  const answer = text.lastIndexOf('\n  select');
  if (begin < 0 || answer < begin || !text.includes('audit_entered'))
    throw new Error('The statement has no audit link.');
  const unused = 'unused as (select $11::bytea, $12::text, $13::uuid, $14::bytea)';
  return { name: 'bench-unaudited', text: `${text.slice(0, begin)}${unused} ${text.slice(answer)}`, values };
}

async function verifierRate(options: BenchOptions): Promise<object> {
  const { links } = options.isQuick ? QUICK : FULL;
  const [url] = (await ownDatabases(options, ['audit'])) as [string];
  const pool = new Pool({ connectionString: url, max: 2 });
  await createAuditTables((sql) => pool.query(sql));
  const agencies = Array.from({ length: AGENCIES }, () => randomUUID());
  const entry = (number: number): AuditEntry => ({
    agencyId: agencies[number % AGENCIES]!,
    actorId: randomUUID(),
    acting: { role: 'processor', onBehalfOf: null },
    operation: 'receivePetition',
    objectId: randomUUID(),
    payload: { number },
  });
  for (let from = 0; from < links; from += 1_000)
    await appendAuditOfMany(
      pool,
      Array.from({ length: 1_000 }, (_, index) => entry(from + index)),
    );
  await pool.end();
  const client = new Client({ connectionString: url });
  await client.connect();
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const begin = performance.now();
    const verified = await verifyAudit(client, null);
    if (verified.links !== links || verified.findings.length > 0)
      throw new Error('The audit of the bench is not whole.');
    rates.push(links / ((performance.now() - begin) / 1_000));
  }
  await client.end();
  const perSecond = spreadOf(rates);
  return {
    unit: 'links a second, read from PostgreSQL',
    links,
    perSecond,
    wanted: { perSecond: WANTED_LINKS_PER_SECOND, isMet: rounded(perSecond.median) >= WANTED_LINKS_PER_SECOND },
  };
}
