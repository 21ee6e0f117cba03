import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { AccessDenied, ASSERTION_HEADER, PLAIN_HEADER, signAssertion, type Principal } from '@tiepdan/access';
import { createHealth } from '@tiepdan/service-runtime';
import { buildSubgraph } from './build-subgraph';
import type { SubgraphContext } from './context';
import { serveSubgraph, type Hearing } from './serve-subgraph';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A thing.' })
class Thing {
  @Field(() => ID, { description: 'Id.' }) id!: string;
}

let writes = 0;
const batches: (readonly string[])[] = [];
const things = (ids: readonly string[]) => {
  batches.push(ids);
  return Promise.resolve(new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, { id }])));
};

@Resolver()
class ThingResolver {
  @Query(() => String, { description: 'Whom the caller acts for.' })
  actsFor(@Ctx() { principal }: SubgraphContext): string {
    return (principal.delegations ?? []).map(({ from }) => from).join();
  }

  @Query(() => String, { nullable: true, description: 'Says what is asked.' })
  say(@Arg('what', () => String) what: string, @Ctx() context: SubgraphContext): string {
    if (what === 'secret') throw new AccessDenied('say');
    if (what === 'fault') throw new Error('the number 019123456789 is not known');
    if (what === 'write') {
      writes += 1;
      context.wrote('things.thing.v1', { id: '0190a000-0000-7000-8000-000000000001', version: 3 });
    }
    return `${what} ${context.principal.id}`;
  }
}

const key = Buffer.alloc(32, 1);
const principal: Principal = { id: 'officer-1', agencyId: null, roles: ['receptionist'] };

describe('a served subgraph', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  const logged: string[] = [];
  let url: string;
  let waitFor: Hearing['waitFor'] = () => Promise.resolve(true);

  beforeAll(async () => {
    const { schema } = await buildSubgraph<SubgraphContext>({
      resolvers: [new ThingResolver()],
      types: [Thing],
      references: { Thing: ({ id }, context) => context.load(things, id) },
    });
    const port = await freePort();
    const line = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
    const log = { debug: line, info: line, warn: line, error: line };
    const health = createHealth();
    await serveSubgraph({
      name: 'things',
      schema,
      port,
      assertionKey: key,
      health,
      log,
      onStop: (_, stop) => void stops.push(stop),
      hearing: { topics: ['things.thing.v1'], waitFor: (written, timeoutMs) => waitFor(written, timeoutMs) },
    });
    url = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  const ask = async (
    query: string,
    options: { assertion?: string | null; headers?: Record<string, string>; variables?: object } = {},
  ) => {
    const body = JSON.stringify({ query, variables: options.variables });
    const { assertion = signAssertion(key, { audience: 'things', body }, principal, Date.now()) } = options;
    const proof: Record<string, string> = assertion === null ? {} : { [ASSERTION_HEADER]: assertion };
    const headers = { 'content-type': 'application/json', ...proof, ...options.headers };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, answer: text ? JSON.parse(text) : null };
  };

  it('answers a caller whose assertion was made for this service and this body', async () => {
    expect((await ask('{ say(what: "hello") }')).answer).toEqual({ data: { say: 'hello officer-1' } });
  });
  it('knows what is delegated to its caller', async () => {
    const delegations = [{ from: 'officer-2', role: 'head', agencyId: 'agency-2' }];
    const body = JSON.stringify({ query: '{ actsFor }' });
    const assertion = signAssertion(key, { audience: 'things', body }, { ...principal, delegations }, Date.now());
    expect((await ask('{ actsFor }', { assertion })).answer).toEqual({ data: { actsFor: 'officer-2' } });
    expect((await ask('{ actsFor }')).answer).toEqual({ data: { actsFor: '' } });
  });

  const query = '{ say(what: "write") }';
  const sent = JSON.stringify({ query });
  const signed = (changes: { audience?: string; body?: string; at?: number; by?: Buffer }) => {
    const { audience = 'things', body = sent, at = Date.now(), by = key } = changes;
    return signAssertion(by, { audience, body }, principal, at);
  };
  const good = () => signed({});
  it.each([
    ['1: a call straight to its port, without an assertion', () => null],
    ['1: with an empty one', () => ''],
    ['1: with garbage', () => 'nobody.knows'],
    ['1: with one of a stranger’s key', () => signed({ by: Buffer.alloc(32, 2) })],
    ['1: with two at once', () => `${good()}, ${good()}`],
    ['2: an assertion that was made for another subgraph', () => signed({ audience: 'intake' })],
    ['2: one of 31 seconds ago', () => signed({ at: Date.now() - 31_000 })],
    ['2: one for another body', () => signed({ body: '{"query":"{ say(what: \\"x\\") }"}' })],
    ['2: one whose claims were altered', () => good().replace(/^./, (first) => (first === 'W' ? 'X' : 'W'))],
  ])('refuses attack %s: 401, nothing said, nothing run, a line in the log', async (_, assertion) => {
    const [linesBefore, writesBefore] = [logged.length, writes];
    const refused = await ask(query, { assertion: assertion() });
    expect([refused.status, refused.text]).toEqual([401, '']);
    expect(writes).toBe(writesBefore);
    expect(logged.slice(linesBefore)).toEqual(['{"message":"a call without a valid assertion was refused"}']);
  });
  it('refuses attack 1 to whoever asks in another way, or elsewhere', async () => {
    for (const [method, path] of [
      ['GET', '/graphql?query=%7Bsay%7D'],
      ['PUT', '/graphql'],
      ['POST', '/internal/standing'],
      ['POST', '/'],
    ])
      expect((await fetch(url + path, { method, headers: { 'content-type': 'application/json' } })).status).toBe(401);
  });
  it('says of an answer that holds data alone, and of no other, that it may be handed on unread', async () => {
    const isPlain = async (asked: string) => {
      const { headers, text } = await ask(asked);
      return (
        [headers.get(PLAIN_HEADER), headers.get('content-length')].map(Boolean).join() === 'true,true' && text !== ''
      );
    };
    expect(await isPlain('{ say(what: "open") }')).toBe(true);
    for (const asked of [
      '{ said: say(what: "open") say(what: "secret") }',
      '{ say(what: "fault") }',
      '{ nothing }',
      '{',
    ])
      expect(await isPlain(asked)).toBe(false);
  });
  it('answers health to anybody', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
  it('attack 19: tells a caller without the duty FORBIDDEN on the path and null there, and the log who asked what', async () => {
    logged.length = 0;
    const { answer } = await ask('{ hidden: say(what: "secret") said: say(what: "open") }');
    expect(answer).toMatchObject({
      data: { hidden: null, said: 'open officer-1' },
      errors: [{ path: ['hidden'], extensions: { code: 'FORBIDDEN' } }],
    });
    const [line, ...more] = logged.filter((each) => each.includes('access was denied'));
    expect(JSON.parse(line!)).toEqual({
      principalId: 'officer-1',
      operation: 'say',
      path: 'hidden',
      requestId: expect.any(String),
      message: 'access was denied',
    });
    expect(more).toEqual([]);
    expect(logged.join()).not.toContain('secret');
  });
  it('tells of a fault a reference number only, and the log has that number but not the message, which may name a person', async () => {
    const { answer, text } = await ask('{ say(what: "fault") }');
    const { code, reference } = answer.errors[0].extensions;
    expect(code).toBe('INTERNAL_FAULT');
    expect(text).not.toContain('019123456789');
    expect(logged.filter((line) => line.includes(reference))).toHaveLength(1);
    expect(logged.join()).not.toContain('019123456789');
  });
  it('gives no suggestion for a misspelt field', async () => {
    expect((await ask('{ sya(what: "x") }')).answer.errors[0].message).toBe(
      'Cannot query field "sya" on type "Query".',
    );
  });
  const written = 'things.thing.v1/0190a000-0000-7000-8000-000000000001:3';

  it('tells the gateway which aggregate and version a mutation wrote', async () => {
    expect((await ask('{ say(what: "write") }')).headers.get('x-tiepdan-written')).toBe(written);
  });
  it('waits for the versions it is asked to have seen, and says so when they do not come', async () => {
    const awaited: unknown[] = [];
    waitFor = (versions) => {
      awaited.push(...versions);
      return Promise.resolve(false);
    };
    const { answer } = await ask('{ say(what: "x") }', {
      headers: { 'x-tiepdan-wait-for': `${written},others.other.v1/${'0'.repeat(36)}:1` },
    });
    const unheard = await ask('{ say(what: "x") }', {
      headers: { 'x-tiepdan-wait-for': `others.other.v1/${'0'.repeat(36)}:1` },
    });
    waitFor = () => Promise.resolve(true);
    expect(awaited).toEqual([
      { topic: 'things.thing.v1', aggregateId: '0190a000-0000-7000-8000-000000000001', version: 3 },
    ]);
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'NOT_YET_VISIBLE' } }] });
    expect(unheard.answer.data.say).toBe('x officer-1');
  });
  it('fetches the entities of one request in one batch; what is not there is null', async () => {
    batches.length = 0;
    const representations = [...Array.from({ length: 100 }, (_, number) => `thing-${number}`), 'unknown'].map((id) => ({
      __typename: 'Thing',
      id,
    }));
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Thing { id } } }';
    const { answer } = await ask(query, { variables: { representations } });
    expect(batches).toHaveLength(1);
    expect([answer.data._entities[99], answer.data._entities[100]]).toEqual([{ id: 'thing-99' }, null]);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
