import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Two services in small: enough for a join, a page, a mutation and something to deny. */
export const sdl = {
  intake: `${federation}
    type Query { petition(id: ID!): Petition  petitions(first: Int, after: String): PetitionConnection!  secret: String  trackPetition(receipt: String!): PublicProgress }
    type PublicProgress { rights: [String!]! }
    type Mutation { receivePetition(number: String!): Petition }
    type Petition @key(fields: "id") { id: ID!  number: String!  duplicates(first: Int): PetitionConnection! }
    type PetitionConnection { nodes: [Petition!]! }`,
  assignment: `${federation}
    type Query { case(id: ID!): Case  worklist: [Case!]! }
    type Petition @key(fields: "id") { id: ID!  case: Case }
    type Case @key(fields: "id") { id: ID!  number: String!  sibling: Case  petition: Petition }`,
} as const;

export type ServiceName = keyof typeof sdl;

export function composeSmallGraph(): string {
  const services = Object.entries(sdl).map(([name, text]) => ({
    name,
    typeDefs: parse(text),
    url: `http://${name}.invalid`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}
