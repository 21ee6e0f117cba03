import { getVariableValues, isAbstractType, isObjectType, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Log } from '@tiepdan/service-runtime';
import { costLimit } from '../cost';
import { formatGraphError } from '../graph-errors';
import type { ExecuteGraph, GraphAnswer, GraphRequest, Operation } from '../operation';
import type { IsOfType } from './merge';
import { preparing, type LeftBecause, type Prepared, type Preparing, type Refused } from './prepare';
import { runPlan, type AskSubgraph, type Variables } from './run-plan';

export interface FastGraphOptions {
  readonly supergraph: string;
  readonly introspection: boolean;
  readonly ask: AskSubgraph;
  /** Executes what is left to it. */
  readonly stock: ExecuteGraph;
  readonly log: Log;
}

/** How many operations went which way. */
export interface Ways {
  fast: number;
  /** Of these, how many answers were not as the schema says and were shaped by the stock shaping. */
  shapedByStock: number;
  /** Beyond a limit. */
  refused: number;
  readonly stock: Partial<Record<LeftBecause, number>>;
}

export interface FastGraph {
  readonly execute: ExecuteGraph;
  readonly ways: Ways;
}

const USUAL: readonly string[] = ['query', 'variables', 'operationName'];

/**
 * Runs operations by plans of the stock planner without the stock server and executor. Whatever it does not know it
 * leaves to the stock gateway before anything is fetched: a mutation never runs twice.
 */
export function fastGraph(options: FastGraphOptions): FastGraph {
  const { supergraph, introspection, stock, log } = options;
  const preparations = preparing(supergraph, introspection);
  const readyToRun = readiness(preparations);
  const isOfType = typeTest(preparations.schema);
  const ways: Ways = { fast: 0, shapedByStock: 0, refused: 0, stock: {} };
  const answering: Answering = { ...options, isOfType, ways };
  return {
    ways,
    execute(request, operation) {
      const ready = readyToRun(request);
      if (typeof ready === 'string') {
        ways.stock[ready] = (ways.stock[ready] ?? 0) + 1;
        return stock(request, operation);
      }
      if ('refusals' in ready) {
        ways.refused += 1;
        return Promise.resolve(refusalOf(ready, log));
      }
      ways.fast += 1;
      return answerOf(ready, operation, answering);
    },
  };
}

/** What a request needs before anything is fetched for it, or why it is refused or left to the stock gateway. */
function readiness({ schema, prepare }: Preparing): (request: GraphRequest) => Ready | Refused | LeftBecause {
  const checkCost = costLimit(schema);
  return (request) => {
    const { query, variables, operationName } = request;
    const isUsual =
      typeof query === 'string' &&
      isVariables(variables) &&
      (operationName == null || typeof operationName === 'string') &&
      Object.keys(request).every((name) => USUAL.includes(name));
    if (!isUsual) return 'REQUEST_UNUSUAL';
    const prepared = prepare(query, (operationName as string | null | undefined) ?? undefined);
    if (typeof prepared === 'string' || 'refusals' in prepared) return prepared;
    const given = (variables ?? {}) as Variables;
    const { errors } = getVariableValues(schema, prepared.definition.variableDefinitions ?? [], given);
    if (errors) return 'VARIABLES_NOT_VALID';
    try {
      checkCost(prepared.document, prepared.definition, given);
    } catch {
      return 'TOO_COSTLY';
    }
    return { prepared, variables: given };
  };
}

interface Answering extends Pick<FastGraphOptions, 'ask' | 'log'> {
  readonly isOfType: IsOfType;
  readonly ways: Ways;
}

async function answerOf(
  { prepared: { planned, plan, shape }, variables }: Ready,
  operation: Operation,
  { ask, isOfType, log, ways }: Answering,
): Promise<GraphAnswer> {
  const ran = await runPlan(plan, { planned, variables, operation, ask, isOfType });
  const { data, errors: shaped, isCompiled } = shape(ran.data, variables);
  if (!isCompiled) ways.shapedByStock += 1;
  const errors = ran.errors.map((error) => formatGraphError(formatted(error), error, log));
  const { written } = operation;
  const extensions = {
    ...(ran.errors.length === 0 && shaped.length > 0 && { valueCompletion: shaped }),
    ...(written.length > 0 && { written: written.map(({ topic, id, version }) => ({ topic, id, version })) }),
  };
  const result = {
    ...(errors.length > 0 && { errors }),
    data,
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
  return { status: 200, body: `${JSON.stringify(result)}\n` };
}

interface Ready {
  readonly prepared: Prepared;
  readonly variables: Variables;
}

function refusalOf({ refusals }: Refused, log: Log): GraphAnswer {
  const errors = refusals.map((error) => {
    const code = error.extensions['code'] ?? 'GRAPHQL_VALIDATION_FAILED';
    return formatGraphError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error, log);
  });
  return { status: 400, body: `${JSON.stringify({ errors })}\n` };
}

const isVariables = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value));

/** As the stock server hands an error to whoever formats it. */
const formatted = (error: GraphQLError) => ({
  ...error.toJSON(),
  extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
});

function typeTest(schema: GraphQLSchema): IsOfType {
  return (typename, condition) => {
    if (typename === condition) return true;
    const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
    return isObjectType(type) && isAbstractType(wanted) && schema.isSubType(wanted, type);
  };
}
