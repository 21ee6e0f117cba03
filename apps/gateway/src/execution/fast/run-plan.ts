import { evaluateCondition, type FetchNode, type PlanNode } from '@apollo/query-planner';
import { errorCodeDef, ERRORS, type Operation as PlannedOperation } from '@apollo/federation-internals';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { SubgraphResult } from '../../subgraphs/subgraph-answer';
import { merge, placedAt, representationOf, type Data, type IsOfType, type Placed } from './merge';

export type Variables = Readonly<Record<string, unknown>>;

/** Asks the service of a fetch. Throws a typed error when it cannot answer. */
export type SendFetch<Answer = SubgraphResult> = (node: FetchNode, variables: Variables) => Promise<Answer>;

/** One run of a plan. */
export interface Run {
  readonly planned: PlannedOperation;
  readonly variables: Variables;
  readonly send: SendFetch;
  readonly isOfType: IsOfType;
}

export interface Ran {
  readonly data: Data;
  readonly errors: readonly GraphQLError[];
}

/** Runs a plan: what subgraphs answer is merged into one tree, what went wrong stands beside it. Does not throw. */
export async function runPlan(plan: PlanNode, run: Run): Promise<Ran> {
  const data: Data = {};
  const errors: GraphQLError[] = [];
  await runNode(plan, [{ data, path: [] }], run, errors);
  return { data, errors };
}

async function runNode(node: PlanNode, places: readonly Placed[], run: Run, errors: GraphQLError[]): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const each of node.nodes) await runNode(each, places, run, errors);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((each) => runNode(each, places, run, errors)));
      return;
    case 'Flatten':
      return runNode(node.node, placedAt(places, node.path), run, errors);
    case 'Condition': {
      const isMet = evaluateCondition(node, run.planned.variableDefinitions, run.variables);
      const branch = isMet ? node.ifClause : node.elseClause;
      return branch && runNode(branch, places, run, errors);
    }
    case 'Fetch':
      if (places.length === 0) return;
      return fetch(node, places, run, errors).catch((error: unknown) => {
        errors.push(
          error instanceof GraphQLError ? error : new GraphQLError(String(error), { originalError: error as Error }),
        );
      });
    default:
      throw new Error(`The fast path knows no ${node.kind}.`);
  }
}

async function fetch(node: FetchNode, places: readonly Placed[], run: Run, errors: GraphQLError[]): Promise<void> {
  const variables = variablesOf(node, run.variables);
  if (!node.requires) {
    const { data, errors: failed = [] } = await run.send(node, variables);
    for (const error of failed)
      errors.push(subgraphError(error, node.serviceName, (path) => [...places[0]!.path, ...path]));
    if (data) for (const place of places) merge(place.data, data);
    return;
  }
  const { representations, owners } = entitiesOf(node, places, run);
  if (representations.length === 0) return;
  const { data, errors: failed = [] } = await run.send(node, { ...variables, representations });
  for (const error of failed) {
    const [, index] = error.path ?? [];
    // One entity that stands in several places has failed in all of them.
    const failedAt = typeof index === 'number' ? (owners[index] ?? []) : [places[0]!];
    for (const { path: at } of failedAt)
      errors.push(
        subgraphError(error, node.serviceName, (path) => [...at, ...path.slice(typeof index === 'number' ? 2 : 0)]),
      );
  }
  const entities = (data?.['_entities'] ?? []) as (Data | null)[];
  entities.forEach((entity, index) => {
    if (entity) for (const owner of owners[index]!) merge(owner.data, entity);
  });
}

/** Those of the client that a fetch uses. */
export function variablesOf({ variableUsages = [] }: FetchNode, given: Variables): Variables {
  const variables: Record<string, unknown> = {};
  for (const name of variableUsages)
    if (Object.hasOwn(given, name) && given[name] !== undefined) variables[name] = given[name];
  return variables;
}

/** Each entity once, however often it stands in the answer, with the places it stands in. */
function entitiesOf({ requires }: FetchNode, places: readonly Placed[], { isOfType }: Run) {
  const representations: Data[] = [];
  const owners: Placed[][] = [];
  const known = new Map<string, number>();
  for (const place of places) {
    const representation = representationOf(place.data, requires!, isOfType);
    if (!representation?.['__typename']) continue;
    const text = JSON.stringify(representation);
    const index = known.get(text);
    if (index !== undefined) owners[index]!.push(place);
    else {
      known.set(text, representations.length);
      representations.push(representation);
      owners.push([place]);
    }
  }
  return { representations, owners };
}

/** An error of a subgraph as the client sees it: at the place in the whole answer, with the name of the service. */
function subgraphError(
  error: GraphQLFormattedError,
  serviceName: string,
  placed: (path: readonly (string | number)[]) => (string | number)[],
): GraphQLError {
  const { message, extensions, path } = error;
  const options = {
    originalError: error as unknown as Error,
    path: path && placed(path),
    extensions: { ...extensions, serviceName },
  };
  const text = message || `Error while fetching subquery from service "${serviceName}"`;
  const known = errorCodeDef(error as unknown as GraphQLError);
  if (!known && extensions?.['code'] !== undefined) return new GraphQLError(text, options);
  return (known ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(text, options);
}
