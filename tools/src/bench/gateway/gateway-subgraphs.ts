import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { PLAIN_HEADER } from '@tiepdan/access';
import { benchSubgraphs, type BenchSubgraphName } from './gateway-graph';

/*
 * Both subgraphs in one process: arguments are their ports. An answer is computed once per query text as the specification
 * says and then given as the same bytes, so that what is measured is the gateway. All are marked as our own subgraphs mark them.
 */
const CASES = 20;
const REGISTERED = 500;
/** As in a province: most of a register belongs to few of them. */
const AGENCIES = 40;

const agency = (id: string) => ({
  __typename: 'Agency',
  id,
  code: `BTCD${id}`,
  name: `Ủy ban nhân dân xã Ví Dụ ${id}`,
});
const cases = Array.from({ length: REGISTERED }, (_, index) => ({
  id: `case-${index}`,
  number: `BTCD19-V-2026-${String(index).padStart(6, '0')}`,
  stage: 'HANDLING',
  overdue: index % 3 === 0,
  agency: { id: String(index % AGENCIES) },
  receivedAt: '2026-11-24T01:02:03.000Z',
  dueOn: '2026-12-24',
  subject: `Bồi thường khi thu hồi đất, hồ sơ thứ ${index}`,
  summary:
    'Đề nghị xem lại diện tích được bồi thường và thời điểm giao đất tái định cư; đã gửi hai lần, chưa được trả lời.',
  outcome: index % 4 === 0 ? 'PARTLY_JUSTIFIED' : null,
}));
const petition = {
  id: 'petition',
  number: 'BTCD19-D-2026-000123',
  kind: 'COMPLAINT',
  status: 'CLASSIFIED',
  receivedAt: '2026-11-24T01:02:03.000Z',
  version: 3,
};
const resolvers: Record<BenchSubgraphName, object> = {
  cases: { Query: { petition: () => petition, worklist: () => cases.slice(0, CASES), register: () => cases } },
  agencies: { Agency: { __resolveReference: ({ id }: { id: string }) => agency(id) } },
};

function serve(name: BenchSubgraphName, port: number): Promise<void> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(benchSubgraphs[name]), resolvers: resolvers[name] },
  ] as never) as GraphQLSchema;
  const answers = new Map<string, Promise<Buffer>>();
  const answerTo = (query: string, variables: Record<string, unknown>) => {
    // Some gateways ask for the same entity once, others as often as it stands in the answer.
    const key = `${query} ${(variables['representations'] as unknown[] | undefined)?.length}`;
    const known = answers.get(key);
    if (known) return known;
    const answer = graphql({ schema, source: query, variableValues: variables }).then((result) =>
      Buffer.from(JSON.stringify(result)),
    );
    answers.set(key, answer);
    return answer;
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        query: string;
        variables: Record<string, unknown>;
      };
      void answerTo(query, variables).then((answer) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': answer.length,
          [PLAIN_HEADER]: '1',
        });
        response.end(answer);
      });
    });
  });
  return new Promise((listening) => server.listen(port, '127.0.0.1', listening));
}

const [casesPort, agenciesPort] = process.argv.slice(2).map(Number);
await Promise.all([serve('cases', casesPort!), serve('agencies', agenciesPort!)]);
