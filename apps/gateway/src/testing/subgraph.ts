import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, GraphQLError, parse, type GraphQLSchema } from 'graphql';
import { answerGraphql, startServer, type RunningServer } from './http-server';
import { sdl, type ServiceName } from './small-graph';

export const TOPIC = 'intake.petition.v1';
export const AGGREGATE = '0190c0de-0000-7000-8000-000000000001';

export interface ReceivedCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestSubgraph extends RunningServer {
  readonly calls: ReceivedCall[];
  /** Answers calls in another way than by executing them; those for which it returns false are executed all the same. */
  answerWith(answer: ((response: ServerResponse) => unknown) | null): void;
}

/** A subgraph that really executes what it is sent, and remembers what arrived. */
export async function startSubgraph(name: ServiceName, port = 0): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl[name]), resolvers: resolvers[name] },
  ] as never) as GraphQLSchema;
  const calls: ReceivedCall[] = [];
  let special: ((response: ServerResponse) => unknown) | null = null;
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      calls.push({ headers: request.headers, body });
      if (special && special(response) !== false) return;
      void execute(schema, body, response);
    });
  }, port);
  return { ...server, calls, answerWith: (answer) => void (special = answer) };
}

async function execute(schema: GraphQLSchema, body: string, response: ServerResponse): Promise<void> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const written: string[] = [];
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName,
    contextValue: { written },
  });
  if (written.length > 0) response.setHeader('x-tiepdan-written', written.join(','));
  answerGraphql(response, result);
}

const petition = (id: string) => ({ __typename: 'Petition', id, number: `D-${id}`, duplicates: { nodes: [] } });

const resolvers: Record<ServiceName, object> = {
  intake: {
    Query: {
      petition: (_: unknown, { id }: { id: string }) => petition(id),
      trackPetition: (_: unknown, { receipt }: { receipt: string }) =>
        receipt === '1' ? { rights: ['Rút đơn'] } : null,
      petitions: () => ({ nodes: [petition('1'), petition('2')] }),
      secret: () => {
        throw new GraphQLError('Bạn không có quyền.', { extensions: { code: 'FORBIDDEN', stacktrace: ['inside'] } });
      },
    },
    Mutation: {
      receivePetition: (_: unknown, { number }: { number: string }, { written }: { written: string[] }) => {
        if (number === 'fault') throw new Error('relation "petition" does not exist');
        written.push(`${TOPIC}/${AGGREGATE}:1`);
        return { ...petition(AGGREGATE), number };
      },
    },
    Petition: { __resolveReference: ({ id }: { id: string }) => petition(id) },
  },
  assignment: {
    Query: {
      case: (_: unknown, { id }: { id: string }) => ({ id, number: `VV-${id}` }),
      worklist: () =>
        ['1', '2', null, '1'].map((id, index) => ({ id: `c${index}`, number: `VV-${index}`, petition: id && { id } })),
    },
    Petition: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      case: ({ id }: { id: string }) => ({ id: `c${id}`, number: `VV-${id}`, petition: { id } }),
    },
    Case: { __resolveReference: ({ id }: { id: string }) => ({ id, number: `VV-${id}` }) },
  },
};
