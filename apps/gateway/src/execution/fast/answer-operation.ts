import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import type { Log } from '@tiepdan/service-runtime';
import { formatGraphError } from '../graph-errors';
import type { GraphAnswer, Operation } from '../operation';
import type { SubgraphText } from '../../subgraphs/subgraph-answer';
import type { SubgraphSource } from '../../subgraphs/subgraph-source';
import type { IsOfType } from './merge';
import type { LeftBecause, Prepared } from './prepare';
import { runPlan, type Ran, type SendFetch, type Variables } from './run-plan';
import { splice } from './splice';
import type { Splicing } from './splicing';

/** How many operations went which way. */
export interface Ways {
  /** Run by our own executor, and the answer went to the client as its subgraph sent it. */
  piped: number;
  /** The same, but for the entities that other services told of. */
  spliced: number;
  /** Run by our own executor, and the answer was shaped by compiled code. */
  compiled: number;
  /** The same, but the answer was not as the schema says and was shaped by the stock shaping. */
  shapedByStock: number;
  /** Not valid, or beyond a limit. */
  refused: number;
  /** Left to the stock gateway, by the reason. */
  readonly stock: Partial<Record<LeftBecause, number>>;
}

export interface Answering {
  readonly sourceOf: (service: string) => Pick<SubgraphSource, 'ask' | 'askText' | 'askOrPipe'>;
  readonly isOfType: IsOfType;
  readonly ways: Ways;
  readonly log: Log;
}

/** What a request needs before anything is fetched for it. */
export interface Ready {
  readonly prepared: Prepared;
  readonly variables: Variables;
}

/** Runs a plan the shortest way it can go. Null when the client has the answer, or the beginning of one that broke off. */
export async function answerOperation(
  ready: Ready,
  operation: Operation,
  answering: Answering,
): Promise<GraphAnswer | null> {
  const {
    prepared: { planned, plan, isPassable, splicing },
    variables,
  } = ready;
  const { sourceOf, isOfType, ways } = answering;
  const { client } = operation;
  const run = (send: SendFetch) => runPlan(plan, { planned, variables, send, isOfType });

  if (isPassable && client) {
    const ran = await run(
      async (node, given) =>
        (await sourceOf(node.serviceName).askOrPipe(requestOf(node, given), operation, client)) ?? {},
    );
    if (!client.headersSent && !client.destroyed) return shapedAnswer(ran, ready, operation, answering);
    ways.piped += 1;
    return null;
  }
  if (splicing) {
    const fetchOnce = fetchingOnce((node, given) =>
      sourceOf(node.serviceName).askText(requestOf(node, given), operation),
    );
    const body = await spliceOrNull(splicing, variables, fetchOnce);
    if (body) {
      ways.spliced += 1;
      return { status: 200, body };
    }
    const ran = await run(async (...asked) => (await fetchOnce(...asked)).read());
    return shapedAnswer(ran, ready, operation, answering);
  }
  const ran = await run((node, given) => sourceOf(node.serviceName).ask(requestOf(node, given), operation));
  return shapedAnswer(ran, ready, operation, answering);
}

const requestOf = ({ operation: query, operationName }: FetchNode, variables: Variables) => ({
  query,
  variables,
  operationName,
});

/** What was fetched for a splice that did not come about is not fetched again. */
function fetchingOnce(fetch: SendFetch<SubgraphText>): SendFetch<SubgraphText> {
  const fetched = new Map<FetchNode, Promise<SubgraphText>>();
  return (node, variables) => {
    const known = fetched.get(node);
    if (known) return known;
    const answer = fetch(node, variables);
    fetched.set(node, answer);
    return answer;
  };
}

/** A service that failed is told of by the run that follows. */
const spliceOrNull = (splicing: Splicing, variables: Variables, fetchOnce: SendFetch<SubgraphText>) =>
  splice(splicing, variables, fetchOnce).catch((error: unknown) => {
    if (error instanceof GraphQLError) return null;
    throw error;
  });

function shapedAnswer(
  ran: Ran,
  { prepared: { shape }, variables }: Ready,
  { written }: Operation,
  { ways, log }: Answering,
): GraphAnswer {
  const { data, errors: shaped, isCompiled } = shape(ran.data, variables);
  ways[isCompiled ? 'compiled' : 'shapedByStock'] += 1;
  const errors = ran.errors.map((error) => formatGraphError(formatted(error), error, log));
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

/** As the stock server hands an error to whoever formats it. */
const formatted = (error: GraphQLError) => ({
  ...error.toJSON(),
  extensions: { ...error.extensions, code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
});
