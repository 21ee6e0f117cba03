import { createSecretKey, randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { signAssertion, type Principal } from '@tiepdan/access';
import { freePorts } from '../../infrastructure/ports';
import { inWorkspace } from '../../workspace';
import { AUDIENCE, BENCH_OFFICER, startBenchIssuer } from '../system/bench-issuer';
import type { BenchOptions } from '../bench-part';
import { microsecondsPerCall } from '../measuring/cost-per-call';
import { aPetition, receivePetition } from '../system/receive-petition-input';

const FULL = { rounds: 15, callsPerRound: 40_000 };
const QUICK = { rounds: 5, callsPerRound: 10_000 };
const MICROSECONDS_MAX = 50;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

type Identify = (authorization: string) => Promise<Principal | null>;

/** What the gateway does for each request with a token it knows: find its holder and their standing, sign for one subgraph. */
export async function tokenCosts(options: BenchOptions): Promise<object> {
  const repeated = options.isQuick ? QUICK : FULL;
  const { identify, authorization } = await gatewayIdentity(options);
  if (!(await identify(authorization))?.roles.includes('receptionist')) throw new Error('The token is worth nothing.');
  const key = createSecretKey(randomBytes(32));
  const body = Buffer.from(JSON.stringify({ query: receivePetition, variables: aPetition(BENCH_OFFICER.agencyId) }));
  const call = { audience: 'intake', body };

  const identifyAndSign = await microsecondsPerCall(repeated, async () => {
    const principal = await identify(authorization);
    return signAssertion(key, call, principal!, Date.now());
  });
  const identifyAlone = await microsecondsPerCall(repeated, () => identify(authorization));
  return {
    unit: 'µs of CPU per request with a known token',
    bodyBytes: body.length,
    identifyAndSign,
    identifyAlone,
    wanted: { max: MICROSECONDS_MAX, isMet: identifyAndSign.median <= MICROSECONDS_MAX },
  };
}

/** Made of the gateway's own parts as its `main` joins them, but for the way to assignment, whose place this process takes. */
async function gatewayIdentity({ onStop }: BenchOptions): Promise<{ identify: Identify; authorization: string }> {
  const [port] = (await freePorts(1)) as [number];
  const { issuer, token, stop } = await startBenchIssuer(port);
  onStop(stop);
  const part = (file: string) => import(pathToFileURL(inWorkspace('apps', 'gateway', 'src', file)).href);
  const { openIdIdentity } = (await part('identity/identity.ts')) as { openIdIdentity(options: object): Identify };
  const { createStandingRegister } = (await part('identity/standing-register.ts')) as {
    createStandingRegister(options: object): unknown;
  };
  const standing = { ...BENCH_OFFICER.standing, delegations: [] };
  const standingOf = createStandingRegister({
    ask: (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, standing]))),
    log: silent,
    onStop: (_: string, end: () => Promise<unknown>) => onStop(async () => end()),
  });
  const identify = openIdIdentity({ issuer, audience: AUDIENCE, standingOf, log: silent });
  return { identify, authorization: `Bearer ${token}` };
}
