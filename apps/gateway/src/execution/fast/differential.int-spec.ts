import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, type GraphQLFormattedError } from 'graphql';
import type { Principal } from '@tiepdan/access';
import { until } from '@tiepdan/testkit';
import { startGraph, type Graph } from '../graph';
import { readRegister } from '../../documents/registered-documents';
import { sendAnswer } from '../../answers/send-answer';
import { startServer, type RunningServer } from '../../testing/http-server';
import type { GraphRequest } from '../operation';
import { startInventedSubgraph, type InventedSubgraph } from '../../testing/invented-subgraph';
import { randomOperation, randomVariables, type RandomOperation } from '../../testing/random-operation';
import { seededRandom, type Random } from '../../testing/random';

const names = ['intake', 'assignment', 'reporting', 'notification'] as const;
/** Something that each of them answers. */
const probes = {
  intake: '{ visits(first: 1) { pageInfo { hasNextPage } } }',
  assignment: '{ worklist(first: 1) { pageInfo { hasNextPage } } }',
  reporting:
    '{ reportItems(input: { form: "x", from: "2026-11-01", to: "2026-11-30" }, column: "1", first: 1) { pageInfo { hasNextPage } } }',
  notification: '{ notices(first: 1) { pageInfo { hasNextPage } } }',
};
const principal: Principal = { id: 'officer-1', agencyId: null, roles: [] };
/** Another seed by DIFFERENTIAL_SEED; a failure names its own. */
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000);
const OPERATIONS = 2_000;
const AT_ONCE = 8;

describe(`our executor beside the stock one, seed ${SEED}`, () => {
  let subgraphs: Record<(typeof names)[number], InventedSubgraph>;
  let graph: Graph;
  /** Ours go over the wire, as some of them are piped. */
  let server: RunningServer;
  const schema = buildSchema(readFileSync('apps/gateway/schema.graphql', 'utf8'));

  beforeAll(async () => {
    const started = await Promise.all(names.map(async (name) => [name, await startInventedSubgraph(name)] as const));
    subgraphs = Object.fromEntries(started) as typeof subgraphs;
    const silent = () => undefined;
    graph = await startGraph({
      supergraph: readFileSync('apps/gateway/supergraph.graphql', 'utf8'),
      subgraphs: Object.fromEntries(started.map(([name, { url }]) => [name, { url, key: Buffer.alloc(32, 1) }])),
      introspection: false,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    server = await startServer((request, client) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as GraphRequest;
        const operation = { principal, requestId: '', awaited: [], written: [], client };
        void graph.execute(body, operation).then((answer) => answer && sendAnswer(client, answer));
      });
    });
  });
  afterAll(async () => {
    await server.stop();
    await graph.stop();
    await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
  });

  /** An answer as far as it must be equal: data, and errors in any order, but for the numbers under which logs have them. */
  const read = (status: number, body: string) => {
    const {
      data,
      errors = [],
      extensions = {},
    } = JSON.parse(body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'reference'));
    const told = (errors as GraphQLFormattedError[]).map((error) => JSON.stringify(partMissing(error) || error)).sort();
    return { status, data, errors: told, extensions: Object.keys(extensions as object) };
  };
  const answerOfOurs = async (request: GraphRequest) => {
    const response = await fetch(server.url, { method: 'POST', body: JSON.stringify(request) });
    return read(response.status, await response.text());
  };
  const answerOfStock = async (request: GraphRequest) => {
    const { status, body } = await graph.executeStock(request, { principal, requestId: '', awaited: [], written: [] });
    return read(status, String(body));
  };
  /** Whoever was down is asked again only after a while. */
  const untilReached = (name: (typeof names)[number]) =>
    until(
      async () => {
        const { errors } = await answerOfOurs({ query: probes[name] });
        return !JSON.stringify(errors).includes('"service"');
      },
      { timeoutMs: 15_000 },
    );
  const differences = async (
    count: number,
    seed: number,
    invent: (random: Random) => RandomOperation = (random) => randomOperation(schema, random),
  ): Promise<unknown[]> => {
    const random = seededRandom(seed);
    const found: unknown[] = [];
    for (let done = 0; done < count; done += AT_ONCE) {
      const requests = Array.from({ length: AT_ONCE }, () => ({ ...invent(random) }));
      await Promise.all(
        requests.map(async (request) => {
          const [ours, stock] = await Promise.all([answerOfOurs(request), answerOfStock(request)]);
          if (JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(stock))) found.push({ request, ours, stock });
        }),
      );
      if (found.length > 0) break;
    }
    return found;
  };

  it(`answers ${OPERATIONS} random operations alike, most of them by the fast path`, async () => {
    expect(await differences(OPERATIONS, SEED)).toEqual([]);
    const { piped, spliced, compiled, shapedByStock, refused, stock } = graph.ways!;
    const fast = piped + spliced + compiled + shapedByStock;
    expect(fast).toBeGreaterThan(OPERATIONS * 0.8);
    // Each way of making an answer is among what was compared.
    expect(piped).toBeGreaterThan(OPERATIONS * 0.1);
    expect(spliced).toBeGreaterThan(OPERATIONS * 0.005);
    expect(shapedByStock).toBeGreaterThan(OPERATIONS * 0.05);
    expect(compiled).toBeGreaterThan(OPERATIONS * 0.3);
    expect(fast + refused + Object.values(stock).reduce((sum, each) => sum + each, 0)).toBe(OPERATIONS);
  }, 240_000);

  it('refuses alike what is not valid', async () => {
    const refused = graph.ways!.refused;
    const misspelt = (random: Random) => {
      const { query, variables } = randomOperation(schema, random);
      const names = [...query.matchAll(/[a-z]\w+(?=[ ({])/g)];
      const { index } = random.pick(names);
      return { query: `${query.slice(0, index)}x${query.slice(index)}`, variables };
    };
    expect(await differences(96, SEED, misspelt)).toEqual([]);
    expect(graph.ways!.refused).toBeGreaterThan(refused + 48);
  });

  it.each(registeredDocuments())(
    'answers the registered document %s alike, and never by the stock gateway',
    async (_, query) => {
      const definition = getOperationAST(parse(query))!;
      const left = { ...graph.ways!.stock };
      expect(
        await differences(40, SEED, (random) => ({ query, variables: randomVariables(schema, definition, random) })),
      ).toEqual([]);
      expect(graph.ways!.stock).toEqual(left);
    },
  );

  it.each([
    [
      'says it is down',
      (name: (typeof names)[number]) => subgraphs[name].answerWith((response) => void response.writeHead(503).end()),
    ],
    [
      'answers garbage',
      (name: (typeof names)[number]) => subgraphs[name].answerWith((response) => void response.end('<html>')),
    ],
  ])(
    'answers alike while a subgraph %s',
    async (_, harm) => {
      for (const [index, name] of names.entries()) {
        harm(name);
        expect(await differences(48, SEED + 1 + index)).toEqual([]);
        subgraphs[name].answerWith(null);
        await untilReached(name);
      }
    },
    120_000,
  );
});

function registeredDocuments(): [name: string, query: string][] {
  const register = readRegister(readFileSync('apps/gateway/documents.json', 'utf8'));
  return [...register.values()].map(({ name, query }) => [name, query]);
}

/** Which words are used for a part that is missing depends on who was first to find out that its subgraph is down. */
const partMissing = ({ path, extensions }: GraphQLFormattedError) =>
  String(extensions?.['code']).startsWith('SUBGRAPH_') && { path, service: extensions?.['service'] };

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
};
