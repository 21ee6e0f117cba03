import type { ServerResponse } from 'node:http';
import { ASSERTION_HEADER, verifyAssertion } from '@tiepdan/access';
import { EXECUTORS, jsonPost, KEY, startGateway, type Answered, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

describe.each(EXECUTORS)('by %s', (_executor, fastPath) => {
  let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway;
  beforeAll(async () => {
    [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
    gateway = await startGateway({
      subgraphUrls: { intake: intake.url, assignment: assignment.url },
      introspection: false,
      fastPath,
      // Whose token it is stands in it.
      identify: (authorization) =>
        Promise.resolve({ id: authorization?.split(' ')[1] ?? 'officer-1', agencyId: null, roles: ['receptionist'] }),
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all([intake.stop(), assignment.stop()]);
  });

  const send = (body: unknown): Promise<Answered> => gateway.request('/graphql', jsonPost(body));
  const TWO = 'query A { petition(id: "1") { id } } query B { petition(id: "2") { id } }';
  const GOOD = '{ petition(id: "1") { id } }';

  describe('a request that cannot be run', () => {
    it.each<[string, unknown, number, string]>([
      ['has two operations and names none', { query: TWO }, 400, 'OPERATION_RESOLUTION_FAILURE'],
      ['names an operation that is not there', { query: TWO, operationName: 'C' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
      ['names an operation by a number', { query: GOOD, operationName: 1 }, 400, 'BAD_REQUEST'],
      ['has variables that are a text', { query: GOOD, variables: 'id' }, 400, 'BAD_REQUEST'],
      ['has variables that are a list', { query: GOOD, variables: ['1'] }, 400, 'BAD_REQUEST'],
      [
        'has a list for an id',
        { query: 'query ($id: ID!) { petition(id: $id) { id } }', variables: { id: ['1'] } },
        400,
        'BAD_USER_INPUT',
      ],
      [
        'leaves out a variable that must be',
        { query: 'query ($id: ID!) { petition(id: $id) { id } }' },
        400,
        'BAD_USER_INPUT',
      ],
      ['cannot be parsed', { query: '{ petition(id: "1" { id } }' }, 400, 'GRAPHQL_PARSE_FAILED'],
      ['subscribes', { query: 'subscription { petition { id } }' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
      ['is empty', { query: '' }, 400, 'BAD_REQUEST'],
      ['is a document of 1 MB', { query: `# ${'x'.repeat(1_000_000)}\n${GOOD}` }, 413, 'BODY_TOO_LARGE'],
      [
        'is a document of 200 KB of fields',
        { query: `{ petition(id: "1") { ${'id '.repeat(66_000)} } }` },
        400,
        'GRAPHQL_PARSE_FAILED',
      ],
    ])('because it %s is refused, and no subgraph hears of it', async (_, body, status, code) => {
      const callsBefore = intake.calls.length;
      const answered = await send(body);
      expect([answered.status, answered.json.errors[0].extensions.code]).toEqual([status, code]);
      expect(answered.json).not.toHaveProperty('data');
      expect(intake.calls).toHaveLength(callsBefore);
      expect((await send({ query: GOOD })).json).toEqual({ data: { petition: { id: '1' } } });
    });

    it('takes the operation that is named, of two', async () => {
      expect((await send({ query: TWO, operationName: 'B' })).json).toEqual({ data: { petition: { id: '2' } } });
    });
  });

  it('200 callers at once, subgraphs now and then answering nonsense, get each their own and nothing of others', async () => {
    const queries = [
      'query ($id: ID!) { petition(id: $id) { id number } }',
      'query ($id: ID!) { petition(id: $id) { number case { number } } }',
      'query ($id: ID!) { other: petition(id: $id) { id case { id petition { id } } } case(id: $id) { number } }',
      'query ($id: ID!) { petition(id: $id) { id } secret }',
      'query ($id: ID!) { petition(id: $id) { case { number } } }',
    ];
    const type = { 'content-type': 'application/json' };
    const nonsense: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>502</h1>'),
      (response) => response.writeHead(200, type).end('{"data":{"petition":{"id":'),
      (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      (response) =>
        response.writeHead(200, { ...type, 'content-length': 90 }).write('{"data"', () => response.destroy()),
    ];
    intake.calls.length = assignment.calls.length = 0;
    let answers = 0;
    const answer = (response: ServerResponse) =>
      (answers += 1) % 7 === 0 && nonsense[(answers / 7) % nonsense.length]!(response);
    for (const subgraph of [intake, assignment]) subgraph.answerWith(answer);
    let [whole, broken] = [0, 0];
    await Promise.all(
      Array.from({ length: 200 }, async (_, caller) => {
        for (let round = 0; round < 8; round += 1) {
          const own = `caller${caller}-${round}`;
          const asked = gateway.query(
            queries[(caller + round) % queries.length]!,
            { id: own },
            { authorization: `Bearer ${own}` },
          );
          const { status, text, json } = await asked;
          expect(status).toBe(200);
          const told = text.match(/caller\d+-\d+/g) ?? [];
          expect(told.filter((id) => id !== own)).toEqual([]);
          if (json.errors?.some(({ extensions }: { extensions: { code: string } }) => extensions.code !== 'FORBIDDEN'))
            broken += 1;
          else {
            expect(told.length).toBeGreaterThan(0);
            whole += 1;
          }
        }
      }),
    );
    expect(whole).toBeGreaterThan(800);
    expect(broken).toBeGreaterThan(100);
    // By every way that an answer can take.
    if (fastPath)
      for (const way of ['piped', 'spliced', 'compiled'] as const) expect(gateway.ways![way]).toBeGreaterThan(50);
    // What was asked in somebody's name is theirs.
    for (const [name, { calls }] of Object.entries({ intake, assignment }))
      for (const { headers, body } of calls) {
        const call = { audience: name, body };
        const assertion = String(headers[ASSERTION_HEADER]);
        const { id } = verifyAssertion(KEY[name as 'intake'], call, assertion, Date.now())!;
        expect((body.match(/caller\d+-\d+/g) ?? []).filter((asked) => asked !== id)).toEqual([]);
      }
    for (const subgraph of [intake, assignment]) subgraph.answerWith(null);
  }, 60_000);
});
