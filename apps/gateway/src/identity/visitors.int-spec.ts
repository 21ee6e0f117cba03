import { ASSERTION_HEADER, verifyAssertion } from '@tiepdan/access';
import { KEY, startGateway, UNAUTHENTICATED, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

describe('a citizen without an account', () => {
  let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway, behindProxy: TestGateway;
  const nobody = () => Promise.resolve(null);
  beforeAll(async () => {
    [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
    const subgraphUrls = { intake: intake.url, assignment: assignment.url };
    gateway = await startGateway({ subgraphUrls, identify: nobody });
    behindProxy = await startGateway({ subgraphUrls, identify: nobody, trustedProxies: 1 });
  });
  afterAll(async () => {
    await Promise.all([gateway.stop(), behindProxy.stop()]);
    await Promise.all([intake.stop(), assignment.stop()]);
  });

  const ask = (body: unknown, headers: Record<string, string> = {}, at = gateway) =>
    at.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const TRACK = 'query ($receipt: String!) { trackPetition(receipt: $receipt) { rights } }';
  const callerOf = async (headers: Record<string, string>, at: TestGateway) => {
    await ask({ query: TRACK, variables: { receipt: '1' } }, headers, at);
    const call = intake.calls.at(-1)!;
    return verifyAssertion(
      KEY.intake,
      { audience: 'intake', body: call.body },
      String(call.headers[ASSERTION_HEADER]),
      Date.now(),
    )!;
  };

  it('follows a petition by its receipt, as a citizen of whom no address is told', async () => {
    const { status, json } = await ask({ query: TRACK, variables: { receipt: '1' } });
    expect([status, json]).toEqual([200, { data: { trackPetition: { rights: ['Rút đơn'] } } }]);
    const caller = await callerOf({}, gateway);
    expect(caller).toEqual({ id: expect.stringMatching(/^visitor:[0-9a-f]{16}$/), agencyId: null, roles: ['citizen'] });
    expect(JSON.stringify(gateway.logged)).not.toContain('127.0.0.1');
  });

  it.each([
    ['anything else', '{ petition(id: "1") { id } }'],
    ['anything beside it', '{ trackPetition(receipt: "1") { rights } secret }'],
    ['anything under its name', '{ trackPetition: secret }'],
    ['anything in a fragment', 'query { ...All } fragment All on Query { secret }'],
    ['a fragment within', '{ trackPetition(receipt: "1") { rights } ... on Query { secret } }'],
    ['a second operation', 'query A { trackPetition(receipt: "1") { rights } } query B { secret }'],
    ['a mutation', 'mutation { receivePetition(number: "1") { id } }'],
    ['what cannot be read', '{ trackPetition(receipt: "1" { rights } }'],
    ['a text too long', `{ trackPetition(receipt: "${'1'.repeat(2_000)}") { rights } }`],
  ])('is asked for a token for %s', async (_, query) => {
    const before = intake.calls.length;
    const { status, text } = await ask({ query });
    expect([status, text, intake.calls.length]).toEqual([401, UNAUTHENTICATED, before]);
  });

  it('is asked for a token where the request is no request', async () => {
    for (const body of ['{', '[]', '7', '{}', '{"query":7}']) {
      const { status, text } = await ask(body);
      expect([body, status, text]).toEqual([body, 401, UNAUTHENTICATED]);
    }
  });

  it('with a token that is not valid is no visitor', async () => {
    const { status, text } = await ask(
      { query: TRACK, variables: { receipt: '1' } },
      { authorization: 'Bearer a.b.c' },
    );
    expect([status, text]).toEqual([401, UNAUTHENTICATED]);
  });

  it('is told apart by the address that our own proxy adds, and by none that they add themselves', async () => {
    const [one, same, other] = [
      await callerOf({ 'x-forwarded-for': '203.0.113.1' }, behindProxy),
      await callerOf({ 'x-forwarded-for': '198.51.100.7, 203.0.113.1' }, behindProxy),
      await callerOf({ 'x-forwarded-for': '203.0.113.2' }, behindProxy),
    ];
    expect(same.id).toBe(one.id);
    expect(other.id).not.toBe(one.id);
    const network = await callerOf({ 'x-forwarded-for': '2001:db8:1:2:3::1' }, behindProxy);
    expect((await callerOf({ 'x-forwarded-for': '2001:db8:1:2:ffff::9' }, behindProxy)).id).toBe(network.id);
    const direct = await callerOf({}, gateway);
    expect((await callerOf({ 'x-forwarded-for': '203.0.113.1' }, gateway)).id).toBe(direct.id);
  });
});
