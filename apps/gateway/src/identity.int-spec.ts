import { createHmac } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Log } from '@tiepdan/service-runtime';
import { openIdIdentity, type Identify } from './identity';
import { startGateway, type TestGateway } from './testing/gateway';
import { freePort, type RunningServer } from './testing/http-server';
import { AUDIENCE, makeKeys, OFFICER, signToken, startProvider, type TestKeys } from './testing/provider';
import { startSubgraph, type TestSubgraph } from './testing/subgraph';

let keys: TestKeys, strangers: TestKeys, provider: RunningServer, intake: TestSubgraph, gateway: TestGateway;
const logged: string[] = [];
const record = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
const log: Log = { debug: record, info: record, warn: record, error: record };
const principal = { id: OFFICER.sub, agencyId: OFFICER.agency, roles: OFFICER.roles };
const now = () => Math.floor(Date.now() / 1_000);
const newIdentity = (issuer = provider.url): Identify =>
  openIdIdentity({ issuer, audience: AUDIENCE, log, discoveryCooldownMs: 0 });

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

/** A token whose header and seal are made by hand, as the library would refuse to. */
function forge(header: object, sign: (content: string) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part(header)}.${part({ iss: provider.url, aud: AUDIENCE, exp: now() + 300, ...OFFICER })}`;
  return `${content}.${sign(content)}`;
}

const changed = (claims: JWTPayload, header?: Record<string, unknown>) => () =>
  signToken(provider.url, keys, { claims, header });
const badTokens: [string, () => string | Promise<string>][] = [
  ['expired beyond the leeway', changed({ exp: now() - 61 })],
  ['not valid before two minutes from now', changed({ nbf: now() + 120 })],
  ['for another audience', changed({ aud: 'another-graph' })],
  ['by another issuer', changed({ iss: 'https://elsewhere.example' })],
  ['without an end', changed({ exp: undefined })],
  ['without a subject', changed({ sub: undefined })],
  ['of an officer of two agencies', changed({ agency: ['agency-1', 'agency-2'] })],
  ['with roles that are no list', changed({ roles: 'receptionist' })],
  ['of a key nobody knows', changed({}, { kid: 'key-2' })],
  ['of another type', changed({}, { typ: 'logout+jwt' })],
  ['without a type', changed({}, { typ: undefined })],
  ['signed with a stranger’s key of the same name', () => signToken(provider.url, strangers)],
  ['that is unsigned', () => forge({ alg: 'none', typ: 'at+jwt' }, () => '')],
  ['that names no algorithm and has a seal', () => forge({ alg: 'none', typ: 'at+jwt', kid: 'key-1' }, () => 'AAAA')],
  [
    'sealed with the public key as a secret',
    () =>
      forge({ alg: 'HS256', typ: 'at+jwt', kid: 'key-1' }, (content) =>
        createHmac('sha256', JSON.stringify(keys.publicJwk)).update(content).digest('base64url'),
      ),
  ],
  ['cut short', async () => (await signToken(provider.url, keys)).slice(0, -5)],
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
    ...badTokens.map(([name, token]) => [`a token ${name}`, async () => `Bearer ${await token()}`] as const),
  ] as [string, () => string | undefined | Promise<string>][])(
    'with %s gets the one 401 that tells nothing',
    async (_, authorization) => {
      const callsBefore = intake.calls.length;
      const { status, text, headers } = await ask(await authorization());
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(text).toBe(
        '{"errors":[{"message":"Bạn chưa đăng nhập hoặc phiên đăng nhập không còn hiệu lực.","extensions":' +
          '{"code":"UNAUTHENTICATED","messageEn":"You are not signed in, or your token is not valid."}}]}',
      );
      expect(intake.calls).toHaveLength(callsBefore);
    },
  );
});

describe('identity', () => {
  it('keeps roles it knows, but never that of a service', async () => {
    const token = await signToken(provider.url, keys, {
      claims: { roles: ['head', 'service', 'king', 'processor'], agency: undefined },
    });
    expect(await newIdentity()(`Bearer ${token}`)).toEqual({
      id: OFFICER.sub,
      agencyId: null,
      roles: ['processor', 'head'],
    });
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
