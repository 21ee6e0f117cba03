import { parse } from 'graphql';
import { composeServices } from '@apollo/composition';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Two services as large as the queries need. */
export const benchSubgraphs = {
  cases: `${federation}
    type Query { petition(id: ID!): Petition  worklist(agency: ID): [Case!]!  register(agency: ID): [Case!]! }
    type Petition @key(fields: "id") { id: ID!  number: String!  kind: String!  status: String!  receivedAt: String!  version: Int! }
    type Case @key(fields: "id") {
      id: ID!  number: String!  stage: String!  overdue: Boolean!  agency: Agency!
      receivedAt: String!  dueOn: String!  subject: String!  summary: String!  outcome: String
    }
    type Agency @key(fields: "id") { id: ID! }`,
  agencies: `${federation}
    type Query { agency(id: ID!): Agency }
    type Agency @key(fields: "id") { id: ID!  code: String!  name: String! }`,
} as const;

export type BenchSubgraphName = keyof typeof benchSubgraphs;

export function composeBenchGraph(urls: Readonly<Record<BenchSubgraphName, string>>): string {
  const names = Object.keys(benchSubgraphs) as BenchSubgraphName[];
  const services = names.map((name) => ({ name, typeDefs: parse(benchSubgraphs[name]), url: urls[name] }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

export interface BenchQuery {
  readonly name: 'small' | 'join' | 'big' | 'bigJoin';
  readonly query: string;
  /** How many ask at the same time. */
  readonly connections: number;
  /** Whether one subgraph alone can answer it, so that a bare proxy can hand it on. */
  readonly isOfOneSubgraph: boolean;
  /** Different for each request, so that nobody can answer two of them at once. */
  variables(request: number): Record<string, unknown>;
}

const ofAgency = (request: number) => ({ agency: `agency-${request}` });
const CASE = 'id number stage overdue receivedAt dueOn subject summary outcome';

export const benchQueries: readonly BenchQuery[] = [
  {
    name: 'small',
    query: 'query Small($id: ID!) { petition(id: $id) { id number kind status receivedAt version } }',
    connections: 16,
    isOfOneSubgraph: true,
    variables: (request) => ({ id: `petition-${request}` }),
  },
  {
    name: 'join',
    query: 'query Join($agency: ID) { worklist(agency: $agency) { id number stage overdue agency { code name } } }',
    connections: 16,
    isOfOneSubgraph: false,
    variables: ofAgency,
  },
  {
    name: 'big',
    query: `query Big($agency: ID) { register(agency: $agency) { ${CASE} } }`,
    connections: 4,
    isOfOneSubgraph: true,
    variables: ofAgency,
  },
  {
    name: 'bigJoin',
    query: `query BigJoin($agency: ID) { register(agency: $agency) { ${CASE} agency { code name } } }`,
    connections: 4,
    isOfOneSubgraph: false,
    variables: ofAgency,
  },
];
