import { graphql, type GraphQLSchema } from 'graphql';
import type { Principal } from '@tiepdan/access';
import { SubgraphContext } from '@tiepdan/subgraph';

/** What came as JSON: a test says itself what it expects to be there. */
type Json = ReturnType<typeof JSON.parse>;

/** What a client gets, and what the request left behind: what it wrote and what it looked at. */
export interface Answer {
  readonly data: Json;
  readonly errors?: readonly Json[];
  readonly context: SubgraphContext;
}

export interface Asked {
  /** Sent as JSON, as a client would. */
  readonly variables?: object;
  /** What differs from the usual caller. */
  readonly as?: Partial<Principal>;
}
export type Ask = (source: string, asked?: Asked) => Promise<Answer>;

/** Asks a graph in the name of a caller. */
export const asking =
  (schema: GraphQLSchema, caller: Principal): Ask =>
  async (source, { variables = {}, as = {} } = {}) => {
    const contextValue = new SubgraphContext({ ...caller, ...as }, '');
    const answer = await graphql({ schema, source, contextValue, variableValues: asJson(variables) });
    return { ...asJson(answer), context: contextValue };
  };

const asJson = (value: object): Json => JSON.parse(JSON.stringify(value));
