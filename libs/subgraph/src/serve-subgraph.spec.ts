import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { AccessDenied, ASSERTION_HEADER, signAssertion, type Principal } from '@tiepdan/access';
import { createHealth } from '@tiepdan/service-runtime';
import { buildSubgraph } from './build-subgraph';
import type { SubgraphContext } from './context';
import { serveSubgraph, type Hearing } from './serve-subgraph';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A thing.' })
class Thing {
  @Field(() => ID, { description: 'Id.' }) id!: string;
}

const batches: (readonly string[])[] = [];
const things = (ids: readonly string[]) => {
  batches.push(ids);
  return Promise.resolve(new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, { id }])));
};

@Resolver()
class ThingResolver {
  @Query(() => String, { nullable: true, description: 'Says what is asked.' })
  say(@Arg('what', () => String) what: string, @Ctx() context: SubgraphContext): string {
    if (what === 'secret') throw new AccessDenied('say');
    if (what === 'fault') throw new Error('the number 019123456789 is not known');
    if (what === 'write') context.wrote('things.thing.v1', { id: '0190a000-0000-7000-8000-000000000001', version: 3 });
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
    options: { assertion?: string; headers?: Record<string, string>; variables?: object } = {},
  ) => {
    const body = JSON.stringify({ query, variables: options.variables });
    const assertion = options.assertion ?? signAssertion(key, { audience: 'things', body }, principal, Date.now());
    const headers = { 'content-type': 'application/json', [ASSERTION_HEADER]: assertion, ...options.headers };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, answer: text ? JSON.parse(text) : null };
  };

  it('answers a caller whose assertion was made for this service and this body', async () => {
    expect((await ask('{ say(what: "hello") }')).answer).toEqual({ data: { say: 'hello officer-1' } });
  });
  it('answers nobody else, without a body', async () => {
    const refused = await ask('{ say(what: "hello") }', { assertion: 'nobody.knows' });
    expect([refused.status, refused.text]).toEqual([401, '']);
    const otherBody = signAssertion(key, { audience: 'things', body: '{}' }, principal, Date.now());
    expect((await ask('{ say(what: "hello") }', { assertion: otherBody })).status).toBe(401);
  });
  it('answers health to anybody', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });
  it('tells a caller without the duty FORBIDDEN on the path and null there', async () => {
    const { answer } = await ask('{ say(what: "secret") }');
    expect(answer).toMatchObject({
      data: { say: null },
      errors: [{ path: ['say'], extensions: { code: 'FORBIDDEN' } }],
    });
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
