import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { getVariableValues, type GraphQLError } from 'graphql';
import type { Log } from '@tiepdan/service-runtime';
import { costLimit } from '../cost';
import { formatGraphError, refusalOf } from '../graph-errors';
import type { Refused } from '../limits';
import type { AnswerGraph, ExecuteGraph, GraphAnswer, GraphRequest, Operation } from '../operation';
import type { SubgraphResult } from '../subgraph-answer';
import type { IsOfType } from './merge';
import { preparing, type LeftBecause, type Prepared, type Preparing } from './prepare';
import { runPlan, type AskSubgraph, type Ran, type Run, type Variables } from './run-plan';

export interface FastGraphOptions {
  readonly supergraph: string;
  readonly introspection: boolean;
  readonly ask: AskSubgraph;
  /** The same, or null when the answer went straight to the client. */
  readonly askOrPipe: (
    ...asked: [...Parameters<AskSubgraph>, client: ServerResponse]
  ) => Promise<SubgraphResult | null>;
  /** Executes what is left to it. */
  readonly stock: AnswerGraph;
  readonly log: Log;
}

/** How many operations went which way. */
export interface Ways {
  /** Run by our own executor, and the answer went to the client as its subgraph sent it. */
  piped: number;
  /** The same, and the answer was shaped by compiled code. */
  compiled: number;
  /** The same, but the answer was not as the schema says and was shaped by the stock shaping. */
  shapedByStock: number;
  /** Beyond a limit. */
  refused: number;
  /** Left to the stock gateway, by the reason. */
  readonly stock: Partial<Record<LeftBecause, number>>;
}

export interface WarmUp {
  readonly documents: number;
  /** Of them, how many the fast path cannot run. */
  readonly left: number;
  readonly tookMs: number;
  /** For so long nothing else could be done. */
  readonly longestMs: number;
}

export interface FastGraph {
  readonly execute: ExecuteGraph;
  /** Prepares texts that are known to be asked, one after the other, and lets whatever else is to be done be done between them. */
  warmUp(queries: Iterable<string>): Promise<WarmUp>;
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
  const ways: Ways = { piped: 0, compiled: 0, shapedByStock: 0, refused: 0, stock: {} };
  const answering: Answering = { ...options, isOfType: preparations.isOfType, ways };
  return {
    ways,
    warmUp: (queries) => warmUp(preparations, queries),
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
      return answerOf(ready, operation, answering);
    },
  };
}

async function warmUp({ keep }: Preparing, queries: Iterable<string>): Promise<WarmUp> {
  const startedAt = performance.now();
  let [documents, left, longestMs] = [0, 0, 0];
  for (const query of queries) {
    await setImmediate();
    const before = performance.now();
    const prepared = keep(query);
    longestMs = Math.max(longestMs, performance.now() - before);
    documents += 1;
    if (typeof prepared === 'string' || 'refusals' in prepared) left += 1;
  }
  return { documents, left, tookMs: Math.round(performance.now() - startedAt), longestMs: Math.round(longestMs) };
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

interface Answering extends Pick<FastGraphOptions, 'ask' | 'askOrPipe' | 'log'> {
  readonly isOfType: IsOfType;
  readonly ways: Ways;
}

async function answerOf(
  { prepared: { planned, plan, shape, isPassable }, variables }: Ready,
  operation: Operation,
  { ask, askOrPipe, isOfType, log, ways }: Answering,
): Promise<GraphAnswer | null> {
  const run = { planned, variables, operation, ask, isOfType };
  const { client } = operation;
  const ran = isPassable && client ? await runOrPipe(plan, run, askOrPipe, client) : await runPlan(plan, run);
  if (!ran) {
    ways.piped += 1;
    return null;
  }
  const { data, errors: shaped, isCompiled } = shape(ran.data, variables);
  ways[isCompiled ? 'compiled' : 'shapedByStock'] += 1;
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

/** Null when the client has the answer, or the beginning of one that broke off. */
async function runOrPipe(
  plan: Prepared['plan'],
  run: Run,
  askOrPipe: FastGraphOptions['askOrPipe'],
  client: ServerResponse,
): Promise<Ran | null> {
  const ask: AskSubgraph = async (...asked) => (await askOrPipe(...asked, client)) ?? {};
  const ran = await runPlan(plan, { ...run, ask });
  return client.headersSent || client.destroyed ? null : ran;
}

interface Ready {
  readonly prepared: Prepared;
  readonly variables: Variables;
}

const isVariables = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value));

/** As the stock server hands an error to whoever formats it. */
const formatted = (error: GraphQLError) => ({
  ...error.toJSON(),
  extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
});
