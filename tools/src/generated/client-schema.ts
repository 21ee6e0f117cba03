import type { composeServices } from '@apollo/composition';
import { lexicographicSortSchema, printSchema } from 'graphql';

type Composed = NonNullable<ReturnType<typeof composeServices>['schema']>;

/** What frontend teams may ask for: the supergraph without anything federation needs, in alphabetical order. */
export const printClientSchema = (composed: Composed): string =>
  printSchema(lexicographicSortSchema(composed.toAPISchema().toGraphQLJSSchema()));
