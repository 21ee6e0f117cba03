import { createSecretKey, randomBytes } from 'node:crypto';
import { execute, parse } from 'graphql';
import { signAssertion, verifyAssertion, type Access, type Principal } from '@tiepdan/access';
import { SubgraphContext } from '@tiepdan/subgraph';
import { openAccessWorld, type AccessWorld } from './access-world';
import type { BenchOptions } from '../bench-part';
import { microsecondsPerCall } from '../measuring/cost-per-call';
import { aPetition, receivePetition } from '../system/receive-petition-input';
import { spreadOf } from '../measuring/spread';

const FULL = { rounds: 41, writes: 250 };
const QUICK = { rounds: 5, writes: 150 };
const CLIENTS = 8;
const RATIO_MAX = 1.1;
const AUDIENCE = 'intake';

interface PreparedWrite {
  readonly body: Buffer;
  readonly assertion: string;
}
type ContextOf = (write: PreparedWrite) => SubgraphContext;
export interface Cost {
  /** Microseconds from the first of these writes to the end of the last, for each. */
  readonly elapsed: number;
  /** Microseconds of this process's CPU for each. */
  readonly cpu: number;
}

const key = createSecretKey(randomBytes(32));
const document = parse(receivePetition);

/**
 * Petitions written by intake's own code into PostgreSQL: with assertion and access check as it is served, and with neither. HTTP
 * is left out, so what is added weighs more than it does in service. Judged by the time a write takes, which PostgreSQL is part of;
 * the CPU of the service alone stands beside it.
 */
export async function writeCosts(options: BenchOptions): Promise<object> {
  const { rounds, writes } = options.isQuick ? QUICK : FULL;
  const world = await openAccessWorld(options);
  const contenders = {
    checked: ({ body, assertion }: PreparedWrite) => {
      const principal = verifyAssertion(key, { audience: AUDIENCE, body }, assertion, Date.now());
      if (!principal) throw new Error('An assertion was refused.');
      return new SubgraphContext(principal, '');
    },
    unchecked: () => new UncheckedContext(world.principal, ''),
  };
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  const costs = { checked: [] as Cost[], unchecked: [] as Cost[] };
  for (const name of names) await write(world, writes, contenders[name]);
  for (let round = 0; round < rounds; round += 1) {
    // Whoever writes later finds a larger table and a warmer machine: take turns at that.
    for (const name of round % 2 === 0 ? names : names.toReversed())
      costs[name].push(await write(world, writes, contenders[name]));
  }
  const sample = prepare(world.principal);
  const verifyAlone = await microsecondsPerCall({ rounds, callsPerRound: 10 * writes }, () =>
    contenders.checked(sample),
  );
  const spread = (name: keyof typeof costs, of: keyof Cost) => spreadOf(costs[name].map((cost) => cost[of]));
  const ratio = (of: keyof Cost) =>
    spreadOf(costs.checked.map((cost, round) => cost[of] / costs.unchecked[round]![of]));
  return {
    unit: 'µs per petition written',
    clients: CLIENTS,
    rounds,
    writesPerRound: writes,
    elapsed: {
      checked: spread('checked', 'elapsed'),
      unchecked: spread('unchecked', 'elapsed'),
      ratio: ratio('elapsed'),
    },
    cpuOfService: { checked: spread('checked', 'cpu'), unchecked: spread('unchecked', 'cpu'), ratio: ratio('cpu') },
    verifyAlone: { unit: 'µs of CPU per assertion', ...verifyAlone },
    wanted: { ratioMax: RATIO_MAX, isMet: ratio('elapsed').median <= RATIO_MAX },
  };
}

const everything: Access = {
  decide: () => 'ALLOW',
  may: () => true,
  acting: () => ({ role: 'receptionist', onBehalfOf: null }),
  isInConflict: () => false,
  reach: () => ({
    everywhere: true,
    agencyIds: [],
    officerIds: [],
    conflicts: { people: [], bodies: [], superiors: [] },
  }),
};

/** Asks nobody and allows everything. */
class UncheckedContext extends SubgraphContext {
  override access = (): Promise<Access> => Promise.resolve(everything);
}

export async function write({ schema, principal }: AccessWorld, writes: number, contextOf: ContextOf): Promise<Cost> {
  // Signing is the gateway's work and not measured here.
  const waiting = Array.from({ length: writes }, () => prepare(principal));
  const [begin, before] = [performance.now(), process.cpuUsage()];
  const writeUntilDone = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { variables } = JSON.parse(next.body.toString()) as { variables: Record<string, unknown> };
      const answer = await execute({ schema, document, contextValue: contextOf(next), variableValues: variables });
      const { receivePetition: written } = (answer.data ?? {}) as { receivePetition?: { __typename: string } };
      if (written?.__typename !== 'Petition') throw new Error(`A petition was answered ${JSON.stringify(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, writeUntilDone));
  const { user, system } = process.cpuUsage(before);
  return { elapsed: ((performance.now() - begin) * 1_000) / writes, cpu: (user + system) / writes };
}

function prepare(principal: Principal): PreparedWrite {
  const body = Buffer.from(JSON.stringify({ query: receivePetition, variables: aPetition(principal.agencyId!) }));
  return { body, assertion: signAssertion(key, { audience: AUDIENCE, body }, principal, Date.now()) };
}
