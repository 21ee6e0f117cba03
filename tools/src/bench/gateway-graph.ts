import { parse } from 'graphql';
import { composeServices } from '@apollo/composition';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Two services as large as the two queries need. */
export const benchSubgraphs = {
  cases: `${federation}
    type Query { petition(id: ID!): Petition  worklist(agency: ID): [Case!]! }
    type Petition @key(fields: "id") { id: ID!  number: String!  kind: String!  status: String!  receivedAt: String!  version: Int! }
    type Case @key(fields: "id") { id: ID!  number: String!  stage: String!  overdue: Boolean!  agency: Agency! }
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
  readonly name: 'small' | 'join';
  readonly query: string;
  /** Different for each request, so that nobody can answer two of them at once. */
  variables(request: number): Record<string, unknown>;
}

export const benchQueries: readonly BenchQuery[] = [
  {
    name: 'small',
    query: 'query Small($id: ID!) { petition(id: $id) { id number kind status receivedAt version } }',
    variables: (request) => ({ id: `petition-${request}` }),
  },
  {
    name: 'join',
    query: 'query Join($agency: ID) { worklist(agency: $agency) { id number stage overdue agency { code name } } }',
    variables: (request) => ({ agency: `agency-${request}` }),
  },
];
