import { setImmediate } from 'node:timers/promises';
import { getVariableValues, GraphQLError } from 'graphql';
import { costLimit } from '../../limits/cost';
import { refusalOf } from '../graph-errors';
import type { Refused } from '../../limits/limits';
import type { AnswerGraph, ExecuteGraph, GraphRequest } from '../operation';
import { answerOperation, type Answering, type Ready, type Ways } from './answer-operation';
import { isChecked, preparing, type LeftBecause, type Preparing } from './prepare';
import type { Variables } from './run-plan';

export interface FastGraphOptions extends Pick<Answering, 'sourceOf' | 'log'> {
  readonly supergraph: string;
  readonly introspection: boolean;
  /** Executes what is left to it. */
  readonly stock: AnswerGraph;
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
  const ways: Ways = { piped: 0, spliced: 0, compiled: 0, shapedByStock: 0, refused: 0, stock: {} };
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
      return answerOperation(ready, operation, answering);
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
function readiness({ schema, check }: Preparing): (request: GraphRequest) => Ready | Refused | LeftBecause {
  const checkCost = costLimit(schema);
  return (request) => {
    const { query, variables, operationName } = request;
    const isUsual =
      typeof query === 'string' &&
      isVariables(variables) &&
      (operationName == null || typeof operationName === 'string') &&
      Object.keys(request).every((name) => USUAL.includes(name));
    if (!isUsual) return 'REQUEST_UNUSUAL';
    const checked = check(query, (operationName as string | null | undefined) ?? undefined);
    if (!isChecked(checked)) return checked;
    const { document, definition } = checked;
    const given = (variables ?? {}) as Variables;
    const { errors } = getVariableValues(schema, definition.variableDefinitions ?? [], given);
    if (errors) return 'VARIABLES_NOT_VALID';
    try {
      checkCost(document, definition, given);
    } catch (error) {
      if (error instanceof GraphQLError) return { refusals: [error] };
      throw error;
    }
    // Planned only now, so that nobody can have something planned that would not be run.
    const prepared = checked.prepared();
    return typeof prepared === 'string' ? prepared : { prepared, variables: given };
  };
}

const isVariables = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value));
