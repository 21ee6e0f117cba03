import type { AssertionKey } from '@tiepdan/access';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log } from '@tiepdan/service-runtime';
import { costLimit, type CheckCost } from './cost';
import { silenceTelemetry } from './environment';
import { fastGraph, type Ways } from './fast/fast-graph';
import { formatGraphError } from './graph-errors';
import { limitRules, QUERY_TOKENS_MAX, refuseManySpreads } from './limits';
import type { AnswerGraph, ExecuteGraph, Operation } from './operation';
import { SubgraphSource } from './subgraph-source';

export interface GraphOptions {
  /** The composed schema as a text; nothing is asked of the subgraphs to start. */
  readonly supergraph: string;
  readonly subgraphs: Readonly<Record<string, { readonly url: string; readonly key: AssertionKey }>>;
  readonly introspection: boolean;
  readonly log: Log;
  readonly requestTimeoutMs?: number;
  /** Whether operations go by our own executor where it knows how; the stock gateway runs the rest. True unless told. */
  readonly fastPath?: boolean;
}

export interface Graph {
  readonly execute: ExecuteGraph;
  /** The same by the stock gateway alone. */
  readonly executeStock: AnswerGraph;
  /** How many operations went which way; null without the fast path. */
  readonly ways: Ways | null;
  stop(): Promise<void>;
}

const PLAN_CACHE_MIB = 64;

/** Runs operations with Apollo's planner and executor over our own way to the subgraphs. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const { supergraph, introspection, log, fastPath = true } = options;
  silenceTelemetry();
  const sources = sourcesOf(options);
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    __exposeQueryPlanExperimental: false,
    logger: quiet(log),
    buildService: ({ name }) => sources.named(name),
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
  await apollo.start();
  const executeStock: AnswerGraph = (request, operation) => execute(apollo, request, operation);
  const fast = fastPath
    ? fastGraph({
        supergraph,
        introspection,
        ask: (name, request, operation) => sources.named(name).ask(request, operation),
        askOrPipe: (name, request, operation, client) => sources.named(name).askOrPipe(request, operation, client),
        stock: executeStock,
        log,
      })
    : null;
  return {
    execute: fast?.execute ?? executeStock,
    executeStock,
    ways: fast?.ways ?? null,
    async stop() {
      await apollo.stop();
      await sources.close();
    },
  };
}

/** A way to each subgraph, the same for both executors. */
function sourcesOf({ subgraphs, log, requestTimeoutMs }: GraphOptions) {
  const sources = new Map(
    Object.entries(subgraphs).map(([name, subgraph]) => [
      name,
      new SubgraphSource({ name, ...subgraph, log, requestTimeoutMs }),
    ]),
  );
  return {
    named(name: string): SubgraphSource {
      const source = sources.get(name);
      if (!source) throw new Error(`The environment names no subgraph "${name}" in SUBGRAPHS.`);
      return source;
    },
    close: () => Promise.all([...sources.values()].map((source) => source.close())),
  };
}

async function execute(apollo: ApolloServer<Operation>, request: Parameters<AnswerGraph>[0], operation: Operation) {
  const refused = refuseManySpreads(request['query']);
  if (refused) {
    const { code, messageEn } = refused.extensions;
    return {
      status: 400,
      body: JSON.stringify({ errors: [{ message: refused.message, extensions: { code, messageEn } }] }),
    };
  }
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
          if (operation) checkCost(document, operation, request.variables ?? {});
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

/** The library's own remarks may repeat what a client sent, so only that there was one is kept. */
const quiet = (log: Log) => {
  const remark = (level: string) => () => log.warn({ level }, 'a remark of the graph library');
  return { debug: () => {}, info: () => {}, warn: remark('warn'), error: remark('error') };
};
