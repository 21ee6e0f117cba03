import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '@tiepdan/service-runtime';
import { costLimit, type CheckCost } from '../../limits/cost';
import { silenceTelemetry } from '../../environment';
import { formatGraphError, refusalOf } from '../graph-errors';
import { limitError } from '../../limits/limit-error';
import { limitRules, parsingWithinLimits, QUERY_TOKENS_MAX, type Refused } from '../../limits/limits';
import type { AnswerGraph, GraphRequest, Operation } from '../operation';
import type { SubgraphSource } from '../../subgraphs/subgraph-source';

interface StockGraphOptions {
  readonly supergraph: string;
  readonly introspection: boolean;
  readonly log: Log;
  sourceOf(service: string): SubgraphSource;
}

const PLAN_CACHE_MIB = 64;

/** Apollo's own gateway and server over our way to the subgraphs, with our limits before them. */
export async function startStockGraph({ supergraph, introspection, log, sourceOf }: StockGraphOptions) {
  silenceTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    __exposeQueryPlanExperimental: false,
    logger: quiet(log),
    buildService: ({ name }) => sourceOf(name),
  });
  const apollo = new ApolloServer<Operation>({
    gateway,
    // Where the schema is not given out, our own rule says so, without advice on how to change that.
    introspection: true,
    logger: quiet(log),
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: QUERY_TOKENS_MAX },
    validationRules: limitRules(introspection),
    formatError: (formatted, error) => formatGraphError(formatted, error, log),
    plugins: [...withoutExtras(), operationPlugin()],
  });
  let schema: GraphQLSchema;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => void (schema = apiSchema));
  await apollo.start();
  const parseWithinLimits = parsingWithinLimits(introspection);
  const answer: AnswerGraph = async (request, operation) => {
    const refused = refusedAtOnce(request, (query) => parseWithinLimits(schema, query));
    return refused ? refusalOf(refused, log) : execute(apollo, request, operation);
  };
  return { execute: answer, stop: () => apollo.stop() };
}

/** The stock server asks all its rules together; a hostile text must be refused before the dear ones are. */
function refusedAtOnce({ query }: GraphRequest, parse: (query: string) => object): Refused | null {
  if (typeof query !== 'string') return null;
  try {
    const parsed = parse(query);
    return 'refusals' in parsed ? (parsed as Refused) : null;
  } catch {
    // The stock server says what cannot be parsed, in its own words.
    return null;
  }
}

async function execute(apollo: ApolloServer<Operation>, request: Parameters<AnswerGraph>[0], operation: Operation) {
  const { status = 200, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: request,
    },
    context: () => Promise.resolve(operation),
  });
  if (body.kind === 'complete') return { status, body: body.string };
  throw new Error('An answer in pieces was not asked for.');
}

const withoutExtras = (): ApolloServerPlugin<Operation>[] => [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Checks the cost before an operation is planned, and tells the client what it wrote. */
function operationPlugin(): ApolloServerPlugin<Operation> {
  let checkCost: CheckCost;
  return {
    serverWillStart: () =>
      Promise.resolve({ schemaDidLoadOrUpdate: ({ apiSchema }) => void (checkCost = costLimit(apiSchema)) }),
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ document, operation, request }) {
          if (!operation || operation.operation === 'subscription') throw operationUnknown();
          checkCost(document, operation, request.variables ?? {});
        },
        async willSendResponse({ contextValue: { written }, response: { body } }) {
          if (written.length === 0 || body.kind !== 'single') return;
          const extensions = {
            ...body.singleResult.extensions,
            written: written.map(({ topic, id, version }) => ({ topic, id, version })),
          };
          body.singleResult = { ...body.singleResult, extensions };
        },
      }),
  };
}

const operationUnknown = () =>
  limitError(
    'OPERATION_RESOLUTION_FAILURE',
    'Không xác định được thao tác cần thực hiện: hãy ghi đúng tên thao tác trong operationName.',
    'Which operation is meant cannot be told: give its name in operationName.',
  );

/** The library's own remarks may repeat what a client sent, so only that there was one is kept. */
const quiet = (log: Log) => {
  const remark = (level: string) => () => log.warn({ level }, 'a remark of the graph library');
  return { debug: () => {}, info: () => {}, warn: remark('warn'), error: remark('error') };
};
