import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getNullableType,
  graphql,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  parse,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { answerGraphql, startServer, type RunningServer } from './http-server';
import { numberOf } from './random';

export interface InventedSubgraph extends RunningServer {
  /** Answers calls in another way than by inventing. */
  answerWith(answer: ((response: ServerResponse) => void) | null): void;
}

/** What a value is invented from: the same source has the same fields, whoever asks and however often. */
interface Source {
  readonly __typename: string;
  readonly id: string;
}

const ENTITIES = 12;
const leaves: Readonly<Record<string, (number: number) => unknown>> = {
  ID: (number) => `e${number % ENTITIES}`,
  Int: (number) => number % 1_000,
  Float: (number) => (number % 1_000) / 8,
  Boolean: (number) => number % 2 === 0,
  Date: (number) => `2026-11-${String(1 + (number % 28)).padStart(2, '0')}`,
};

/** Serves a subgraph of the project by its schema, with answers that are invented, nulls and errors among them. */
export async function startInventedSubgraph(name: string): Promise<InventedSubgraph> {
  const typeDefs = parse(readFileSync(`apps/${name}/schema.graphql`, 'utf8'));
  const schema = buildSubgraphSchema([{ typeDefs }] as never) as GraphQLSchema;
  let special: ((response: ServerResponse) => void) | null = null;
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (special) return special(response);
      const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString());
      const invent = (source: Source | undefined, args: object, context: unknown, info: GraphQLResolveInfo) =>
        field(schema, source, args, info);
      const run = { schema, source: query, variableValues: variables, operationName, fieldResolver: invent };
      void graphql({ ...run, typeResolver: (value: Source) => value.__typename }).then((result) =>
        answerGraphql(response, result),
      );
    });
  });
  return { ...server, answerWith: (answer) => void (special = answer) };
}

function field(schema: GraphQLSchema, source: Source | undefined, args: object, info: GraphQLResolveInfo): unknown {
  const { fieldName, returnType, parentType } = info;
  if (source && fieldName in source) return source[fieldName as keyof Source];
  // Entities of a subgraph come from what it is told of them.
  const seed = `${source ? `${source.__typename} ${source.id}` : parentType.name} ${fieldName} ${JSON.stringify(args)}`;
  if (numberOf(`fails ${seed}`) % 40 === 0)
    throw new GraphQLError(`Không đọc được ${fieldName}.`, { extensions: { code: 'FORBIDDEN' } });
  return invented(schema, returnType, seed);
}

function invented(schema: GraphQLSchema, type: GraphQLOutputType, seed: string): unknown {
  const number = numberOf(seed);
  if (!isNonNullType(type) && number % 9 === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return Array.from({ length: number % 4 }, (_, index) => invented(schema, nullable.ofType, `${seed} ${index}`));
  if (isEnumType(nullable)) return nullable.getValues()[number % nullable.getValues().length]!.value;
  if (isAbstractType(nullable)) {
    const possible = schema.getPossibleTypes(nullable);
    return { __typename: possible[number % possible.length]!.name, id: `e${number % ENTITIES}` };
  }
  if ('getFields' in nullable) return { __typename: nullable.name, id: `e${number % ENTITIES}` };
  return (leaves[nullable.name] ?? ((from: number) => `chữ ${from % 100}`))(number);
}
