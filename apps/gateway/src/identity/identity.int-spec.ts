import type { JWTPayload } from 'jose';
import type { Log } from '@tiepdan/service-runtime';
import { openIdIdentity, type Identify } from './identity';
import { startGateway, UNAUTHENTICATED, type TestGateway } from '../testing/gateway';
import { freePort, type RunningServer } from '../testing/http-server';
import { AUDIENCE, makeKeys, OFFICER, signToken, startProvider, type TestKeys } from '../testing/provider';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

let keys: TestKeys, strangers: TestKeys, provider: RunningServer, intake: TestSubgraph, gateway: TestGateway;
const logged: string[] = [];
const record = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
const log: Log = { debug: record, info: record, warn: record, error: record };
const principal = { id: OFFICER.sub, agencyId: OFFICER.agency, roles: OFFICER.roles };
const newIdentity = (issuer = provider.url): Identify =>
  openIdIdentity({ issuer, audience: AUDIENCE, standingOf: () => undefined, log, discoveryCooldownMs: 0 });

beforeAll(async () => {
  [keys, strangers] = await Promise.all([makeKeys(), makeKeys()]);
  [provider, intake] = await Promise.all([startProvider([keys]), startSubgraph('intake')]);
  gateway = await startGateway({
    subgraphUrls: { intake: intake.url, assignment: intake.url },
    identify: newIdentity(),
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([provider.stop(), intake.stop()]);
});

const ask = (authorization?: string) =>
  gateway.query('{ petition(id: "1") { id } }', {}, authorization === undefined ? {} : { authorization });

const changed = (claims: JWTPayload, header?: Record<string, unknown>) => () =>
  signToken(provider.url, keys, { claims, header });
/** With the code the log has for it. */
const badTokens: [string, string, () => string | Promise<string>][] = [
  ['without an end', 'CLAIM_INVALID', changed({ exp: undefined })],
  ['without a subject', 'CLAIM_INVALID', changed({ sub: undefined })],
  ['of a subject that is a sentence', 'CLAIM_INVALID', changed({ sub: 'Nguyễn Văn Mẫu' })],
  ['of an officer of two agencies', 'TWO_AGENCIES', changed({ agency: ['agency-1', 'agency-2'] })],
  ['of the same agency twice', 'TWO_AGENCIES', changed({ agency: ['agency-1', 'agency-1'] })],
  ['of an agency that is an object', 'CLAIM_INVALID', changed({ agency: { id: 'agency-1' } })],
  ['with roles that are no list', 'CLAIM_INVALID', changed({ roles: 'receptionist' })],
  ['with a role that does not exist', 'ROLE_UNKNOWN', changed({ roles: ['receptionist', 'king'] })],
  ['with a role that every object has', 'ROLE_UNKNOWN', changed({ roles: ['constructor'] })],
  ['with a role that is no text', 'ROLE_UNKNOWN', changed({ roles: [{ name: 'head' }] })],
  ['with the role of a service', 'ROLE_UNKNOWN', changed({ roles: ['receptionist', 'service'] })],
  ['of another type', 'TYPE_WRONG', changed({}, { typ: 'logout+jwt' })],
  ['without a type', 'TYPE_WRONG', changed({}, { typ: undefined })],
  ['signed with a stranger’s key of the same name', 'SIGNATURE_WRONG', () => signToken(provider.url, strangers)],
  ['cut short', 'MALFORMED', async () => (await signToken(provider.url, keys)).slice(0, -5)],
];

describe('a request', () => {
  it('is answered when it brings a good token', async () => {
    const { status, json } = await ask(`Bearer ${await signToken(provider.url, keys)}`);
    expect([status, json]).toEqual([200, { data: { petition: { id: '1' } } }]);
  });

  it.each([
    ['no token', () => undefined],
    ['another scheme', async () => `Basic ${await signToken(provider.url, keys)}`],
    ['garbage', () => 'Bearer garbage'],
    ...badTokens.map(([name, , token]) => [`a token ${name}`, async () => `Bearer ${await token()}`] as const),
  ] as [string, () => string | undefined | Promise<string>][])(
    'with %s gets the one 401 that tells nothing',
    async (_, authorization) => {
      const callsBefore = intake.calls.length;
      const { status, text, headers } = await ask(await authorization());
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(text).toBe(UNAUTHENTICATED);
      expect(intake.calls).toHaveLength(callsBefore);
    },
  );
});

describe('identity', () => {
  it('has the roles of the token in the order of the table, each once', async () => {
    const claims = { roles: ['head', 'processor', 'citizen', 'head'], agency: undefined };
    const token = await signToken(provider.url, keys, { claims });
    expect(await newIdentity()(`Bearer ${token}`)).toEqual({
      id: OFFICER.sub,
      agencyId: null,
      roles: ['citizen', 'processor', 'head'],
    });
  });

  it.each(badTokens)('tells the log alone why a token %s is refused: %s', async (_, reason, token) => {
    logged.length = 0;
    const identify = newIdentity();
    for (let time = 0; time < 20; time += 1) expect(await identify(`Bearer ${await token()}`)).toBeNull();
    expect(logged).toEqual([`{"reason":"${reason}","times":1}an identity was refused`]);
  });

  it('tells the log when there was no token, or none that looks like one', async () => {
    logged.length = 0;
    const identify = newIdentity();
    await identify(undefined);
    await identify('Bearer garbage');
    expect(logged).toEqual([
      '{"reason":"TOKEN_MISSING","times":1}an identity was refused',
      '{"reason":"MALFORMED","times":1}an identity was refused',
    ]);
  });

  it.each(['RS256', 'PS256'])('accepts a provider that signs with %s', async (algorithm) => {
    const others = await makeKeys(algorithm);
    const another = await startProvider([others]);
    const token = await signToken(another.url, others, { header: { typ: 'JWT' } });
    expect(await newIdentity(another.url)(`Bearer ${token}`)).toEqual(principal);
    await another.stop();
  });

  it('starts while the provider is down and knows its tokens once it is up', async () => {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const identify = newIdentity(issuer);
    const token = `Bearer ${await signToken(issuer, keys)}`;
    expect(await identify(token)).toBeNull();
    const late = await startProvider([keys], port);
    expect(await identify(token)).toEqual(principal);
    await late.stop();
    expect(await identify(token)).toEqual(principal);
    expect(await identify(`Bearer ${await signToken(issuer, strangers)}`)).toBeNull();
  });

  it('no longer knows a token that has expired since it was first seen', async () => {
    let isLater = false;
    const identify = openIdIdentity({
      issuer: provider.url,
      audience: AUDIENCE,
      standingOf: () => undefined,
      log,
      now: () => Date.now() + (isLater ? 361_000 : 0),
    });
    const token = `Bearer ${await signToken(provider.url, keys)}`;
    expect(await identify(token)).toEqual(principal);
    isLater = true;
    expect(await identify(token)).toBeNull();
  });

  it('never writes a token or its claims to the log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toMatch(/eyJ|officer-1|agency-1/);
  });
});
