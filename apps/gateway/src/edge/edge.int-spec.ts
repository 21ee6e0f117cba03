import { EXECUTORS, jsonPost, startGateway, type Answered, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

describe.each(EXECUTORS)('by %s', (_executor, fastPath) => {
  let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway;

  beforeAll(async () => {
    [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
    gateway = await startGateway({
      subgraphUrls: { intake: intake.url, assignment: assignment.url },
      introspection: false,
      fastPath,
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([intake.stop(), assignment.stop()]);
  });

  const GOOD = '{ petition(id: "1") { number case { number } } }';
  const codeOf = ({ json }: Answered): string => json.errors[0].extensions.code;

  describe('the way in', () => {
    it('answers a query across two services, with a request id and nothing to cache', async () => {
      const { status, json, headers } = await gateway.query(GOOD);
      expect(json).toEqual({ data: { petition: { number: 'D-1', case: { number: 'VV-1' } } } });
      expect(status).toBe(200);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    it.each([
      ['another address', 404, 'NOT_FOUND', '/graphql/other', jsonPost({ query: GOOD })],
      [
        'several operations in an array',
        400,
        'BATCH_NOT_ALLOWED',
        '/graphql',
        jsonPost([{ query: GOOD }, { query: GOOD }]),
      ],
      ['what is no JSON', 400, 'BAD_REQUEST', '/graphql', { ...jsonPost(''), body: '{"query":' }],
      ['a JSON string', 400, 'BAD_REQUEST', '/graphql', jsonPost('query')],
      ['a body without a query', 400, 'BAD_REQUEST', '/graphql', jsonPost({ variables: {} })],
      ['a query that is no text', 400, 'BAD_REQUEST', '/graphql', jsonPost({ query: 5 })],
      [
        'an internal header',
        400,
        'HEADER_NOT_ALLOWED',
        '/graphql',
        jsonPost({ query: GOOD }, { 'X-Tiepdan-Assertion': 'x' }),
      ],
      [
        'a header the subgraphs answer with',
        400,
        'HEADER_NOT_ALLOWED',
        '/graphql',
        jsonPost({ query: GOOD }, { 'x-tiepdan-written': 'x' }),
      ],
      [
        'a malformed wait header',
        400,
        'BAD_WAIT_FOR',
        '/graphql',
        jsonPost({ query: GOOD }, { 'x-tiepdan-wait-for': 'everything' }),
      ],
    ])('refuses %s before any subgraph is asked', async (_, status, code, path, init) => {
      const callsBefore = intake.calls.length;
      const answered = await gateway.request(path, init as RequestInit);
      expect([answered.status, codeOf(answered)]).toEqual([status, code]);
      expect(intake.calls).toHaveLength(callsBefore);
    });

    it('refuses a body above 256 KiB that does not tell its length', async () => {
      const endless = new ReadableStream({
        start(controller) {
          for (let piece = 0; piece < 30; piece += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)));
          controller.close();
        },
      });
      const init = { ...jsonPost(''), body: endless, duplex: 'half' } as RequestInit;
      expect((await gateway.request('/graphql', init)).status).toBe(413);
    });

    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: petition(id: "1") { id }`).join(' ')} }`;
    const twoFragments =
      'mutation { ...a ...b } fragment a on Mutation { receivePetition(number: "1") { id } } fragment b on Mutation { b: receivePetition(number: "2") { id } }';

    it.each([
      [
        'deep through fragments',
        `{ case(id: "1") { ...a } } ${[...'abcdefghijklm'].map((name, index) => `fragment ${name} on Case { sibling { ${index === 12 ? 'id' : `...${'abcdefghijklm'[index + 1]}`} } }`).join(' ')}`,
        'QUERY_TOO_DEEP',
      ],
      ['of 150 aliases', aliases(150), 'TOO_MANY_ALIASES'],
      ['of more than 2,000 tokens', `{ petition(id: "1") { ${'id '.repeat(2_000)} } }`, 'GRAPHQL_PARSE_FAILED'],
      ['with 30 directives', `{ petition(id: "1") { id ${'@skip(if: false) '.repeat(30)} } }`, 'TOO_MANY_DIRECTIVES'],
      [
        'with two mutations',
        'mutation { a: receivePetition(number: "1") { id } b: receivePetition(number: "2") { id } }',
        'ONE_MUTATION_PER_REQUEST',
      ],
      ['with two mutations in fragments', twoFragments, 'ONE_MUTATION_PER_REQUEST'],
      ['with a page of 101', '{ petitions(first: 101) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
      ['with a page of 0', '{ petitions(first: 0) { nodes { id } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
      [
        'with pages in pages in pages',
        '{ petitions(first: 100) { nodes { duplicates(first: 100) { nodes { duplicates(first: 100) { nodes { id } } } } } } }',
        'QUERY_TOO_COSTLY',
      ],
    ])('refuses a query %s before any subgraph is asked', async (_, query, code) => {
      const callsBefore = intake.calls.length + assignment.calls.length;
      const answered = await gateway.query(query);
      expect([
        answered.status,
        answered.json.errors.map((error: { extensions: { code: string } }) => error.extensions.code),
      ]).toEqual([400, expect.arrayContaining([code])]);
      expect(intake.calls.length + assignment.calls.length).toBe(callsBefore);
    });

    it('has nobody wait long when it is full, and says when to come again', async () => {
      const small = await startGateway({
        subgraphUrls: { intake: intake.url, assignment: assignment.url },
        fastPath,
        admission: { runningMax: 1, waitingMax: 0, waitTimeoutMs: 1_000 },
      });
      const held = new Promise<() => void>((arrived) =>
        intake.answerWith((response) =>
          arrived(() => response.setHeader('content-type', 'application/json').end('{"data":{"petition":null}}')),
        ),
      );
      const first = small.query('{ petition(id: "1") { id } }');
      const release = await held;
      const second = await small.query('{ petition(id: "1") { id } }');
      intake.answerWith(null);
      release();
      expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
      expect((await first).status).toBe(200);
      expect((await small.query('{ petition(id: "1") { id } }')).status).toBe(200);
      await small.stop();
    });
  });
});
