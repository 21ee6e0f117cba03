import { createHmac } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { openIdIdentity } from './identity';
import { connectStanding, type StandingClient } from './standing-client';
import { createStandingRegister } from './standing-register';
import { KEY, startGateway, UNAUTHENTICATED, type Answered, type TestGateway } from '../testing/gateway';
import type { RunningServer } from '../testing/http-server';
import { AUDIENCE, forgeToken, makeKeys, OFFICER, signToken, startProvider, type TestKeys } from '../testing/provider';
import { startRegister, type TestRegister } from '../testing/register';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

let intake: TestSubgraph;
beforeAll(async () => {
  intake = await startSubgraph('intake');
});
afterAll(() => intake.stop());

describe('attacks 16 and 17: a token that is worth nothing', () => {
  const OFFICER_ID = '0190a000-0000-7000-8000-000000000001';
  const ROUND_MS = 40;
  const lines: string[] = [];
  const line = (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message);
  const log = { debug: line, info: line, warn: line, error: line };
  const stops: (() => unknown)[] = [];
  let keys: TestKeys, provider: RunningServer, register: TestRegister, client: StandingClient, guarded: TestGateway;

  beforeAll(async () => {
    keys = await makeKeys();
    [provider, register] = await Promise.all([startProvider([keys]), startRegister()]);
    client = connectStanding({ url: `${register.url}/graphql`, key: KEY.assignment });
    const onStop = (_: string, stop: () => unknown) => void stops.push(stop);
    const standingOf = createStandingRegister({ ask: client.ask, log, onStop, roundMs: ROUND_MS });
    guarded = await startGateway({
      subgraphUrls: { intake: intake.url, assignment: intake.url },
      identify: openIdIdentity({ issuer: provider.url, audience: AUDIENCE, standingOf, log }),
    });
  });
  afterAll(async () => {
    await guarded.stop();
    for (const stop of stops.reverse()) await stop();
    await client.close();
    await Promise.all([provider.stop(), register.stop()]);
  });

  const ask = (token: string) =>
    guarded.query('{ petition(id: "1") { id } }', {}, { authorization: `Bearer ${token}` });
  const now = () => Math.floor(Date.now() / 1_000);
  const changed = (claims: JWTPayload, header?: Record<string, unknown>) => () =>
    signToken(provider.url, keys, { claims, header });
  const expectUnauthenticated = ({ status, text, headers }: Answered) =>
    expect([status, text, headers.get('www-authenticate')]).toEqual([401, UNAUTHENTICATED, 'Bearer']);

  it.each([
    ['alg none', 'MALFORMED', () => forgeToken(provider.url, { alg: 'none' }, () => '')],
    [
      'alg none with a seal',
      'ALGORITHM_NOT_ALLOWED',
      () => forgeToken(provider.url, { alg: 'none', kid: 'key-1' }, () => 'AAAA'),
    ],
    [
      'HS256 signed with the public key',
      'ALGORITHM_NOT_ALLOWED',
      () =>
        forgeToken(provider.url, { alg: 'HS256', kid: 'key-1' }, (content) =>
          createHmac('sha256', JSON.stringify(keys.publicJwk)).update(content).digest('base64url'),
        ),
    ],
    ['an unknown kid', 'KEY_UNKNOWN', changed({}, { kid: 'key-2' })],
    ['another audience', 'AUDIENCE_WRONG', changed({ aud: 'another-graph' })],
    ['another issuer', 'ISSUER_WRONG', changed({ iss: 'https://elsewhere.example' })],
    ['expired beyond the leeway', 'EXPIRED', changed({ exp: now() - 61 })],
    ['not valid before two minutes from now', 'NOT_YET_VALID', changed({ nbf: now() + 120 })],
  ] as [string, string, () => string | Promise<string>][])(
    'attack 16: %s gets the 401 of all others, and the log the code %s',
    async (_, reason, token) => {
      const before = intake.calls.length;
      expectUnauthenticated(await ask(await token()));
      expect(intake.calls.length).toBe(before);
      expect(lines.join()).toContain(`"reason":"${reason}"`);
      expect(lines.join()).not.toMatch(/eyJ|officer-1|agency-1/);
    },
  );

  it('attack 17: the token of a suspended officer, good for an hour yet, gets the same 401 within a round', async () => {
    const duties = [{ role: 'receptionist', agencyId: OFFICER.agency }];
    const standing = { suspended: false, agencyId: OFFICER.agency, duties, delegations: [] };
    register.officers.set(OFFICER_ID, standing);
    const token = await changed({ sub: OFFICER_ID, exp: now() + 3_600 })();
    expect((await ask(token)).status).toBe(200);
    register.officers.set(OFFICER_ID, { ...standing, suspended: true });
    const suspendedAt = Date.now();
    while ((await ask(token)).status === 200) expect(Date.now() - suspendedAt).toBeLessThan(3_000);
    expectUnauthenticated(await ask(token));
    expect(lines.join()).toContain('"reason":"SUSPENDED"');
    register.officers.set(OFFICER_ID, standing);
    while ((await ask(token)).status !== 200) expect(Date.now() - suspendedAt).toBeLessThan(3_000);
  });
});
