import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type ClassType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from './scalars';

/** Finds an entity by its key; called once for each representation, so it must batch (see `SubgraphContext.load`). */
export type ReferenceResolver<Context> = (reference: { readonly id: string }, context: Context) => unknown;

export interface SubgraphDescription<Context> {
  /** Resolver instances; what they need they were given when they were made. */
  readonly resolvers: readonly object[];
  /** Types reached only through entities. */
  readonly types?: readonly ClassType[];
  readonly references?: Readonly<Record<string, ReferenceResolver<Context>>>;
}

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';

export interface Subgraph {
  readonly schema: GraphQLSchema;
  /** The schema as text, as the supergraph is composed of it. */
  readonly sdl: string;
}

/** type-graphql describes the types; the schema that is served is the federated one made from that description. */
export async function buildSubgraph<Context>(description: SubgraphDescription<Context>): Promise<Subgraph> {
  const { resolvers, types = [], references = {} } = description;
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const described = await buildSchema({
    resolvers: [...instances.keys()] as [ClassType, ...ClassType[]],
    orphanedTypes: [...types],
    container: { get: (resolverClass: ClassType) => instances.get(resolverClass) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    skipCheck: true,
  });
  const sdl = FEDERATION + printSchemaWithDirectives(described);
  const resolverMap = createResolversMap(described) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(references))
    resolverMap[type] = {
      ...resolverMap[type],
      __resolveReference: (reference: { id: string }, context: Context) => resolve(reference, context),
    };
  resolverMap['Date'] = DateScalar as never;
  resolverMap['DateTime'] = DateTimeScalar as never;
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap as never }]), sdl };
}

/**
 * The schema of a subgraph as text, with nothing behind it: `compose` may hand its dependencies on to what runs when it is asked. It
 * fails where `compose` itself uses one.
 */
export async function printSubgraph<Dependencies extends object>(
  compose: (dependencies: Dependencies) => Promise<Subgraph>,
): Promise<string> {
  return (await compose({} as Dependencies)).sdl;
}
