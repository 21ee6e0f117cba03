import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import {
  ASSERTION_HEADER,
  PLAIN_HEADER,
  verifyAssertion,
  WAIT_FOR_HEADER,
  WRITTEN_HEADER,
  type AssertionKey,
  type Principal,
} from '@tiepdan/access';
import type { Health, Log, OnStop } from '@tiepdan/service-runtime';
import { SubgraphContext, type Look, type Written } from './context';
import { denialLog, maskFault } from './mask-fault';
import { readBody } from './read-body';

/** How long a part of an operation waits until it sees what another part wrote. */
const WAIT_TIMEOUT_MS = 2_000;

/** What this service hears of, and how to wait until it has heard of it. */
export interface Hearing {
  /** Versions of other topics are not waited for: they would never come. */
  readonly topics: readonly string[];
  /** True once every one of these versions has been applied here, false after the time-out. */
  waitFor(written: readonly Written[], timeoutMs: number): Promise<boolean>;
}

/** Another way in of the same server, such as a delivery report; it answers for itself. */
export type Route = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>;

export interface SubgraphOptions {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly port: number;
  /** A KeyObject where calls are many: bytes are prepared anew each time. */
  readonly assertionKey: AssertionKey;
  readonly health: Health;
  readonly log: Log;
  readonly onStop: OnStop;
  readonly hearing?: Hearing;
  /** Keeps what the caller is about to be shown; where it fails, nothing is shown. */
  readonly recordLooks?: (principal: Principal, looks: readonly Look[]) => Promise<void>;
  /** By method and path prefix, such as `POST /delivery-reports/`. */
  readonly routes?: Readonly<Record<string, Route>>;
}

/** Serves a subgraph on `/graphql` to whoever brings an assertion made for it and for this body, and to nobody else. */
export async function serveSubgraph(options: SubgraphOptions): Promise<void> {
  const { schema, port, health, log, onStop, routes = {} } = options;
  const apollo = new ApolloServer<SubgraphContext>({
    schema,
    introspection: false,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), denialLog(log), markPlain],
    formatError: (formatted, error) => maskFault(formatted, error, log),
  });
  await apollo.start();

  const server = createServer((request, response) => {
    if (health.handle(request, response)) return;
    handle(request, response).catch((error: unknown) => {
      maskFault({ message: '' }, error, log);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    if (body === null) return void response.writeHead(413).end();
    const route = Object.entries(routes).find(([prefix]) => `${request.method} ${request.url}`.startsWith(prefix));
    if (route) return route[1](request, response, body);
    const principal = callerOf(options, request, body);
    if (!principal || request.method !== 'POST') return refuseCaller(response, log);
    await answerGraphql(apollo, options, request, response, body, principal);
  };
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, listening));
  server.keepAliveTimeout = 65_000;
  onStop('http', async () => {
    server.closeIdleConnections();
    await new Promise((closed) => server.close(closed));
    await apollo.stop();
  });
}

/** Tells the gateway which answers it may hand on without reading them. */
const markPlain: ApolloServerPlugin<SubgraphContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body, http } }) {
        if (body.kind !== 'single') return Promise.resolve();
        const { data, errors, extensions } = body.singleResult;
        if (data && !errors && !extensions) http.headers.set(PLAIN_HEADER, '1');
        return Promise.resolve();
      },
    }),
};

/** The proven caller of a request made to this service, or null. */
export const callerOf = (
  { name, assertionKey }: { name: string; assertionKey: AssertionKey },
  request: IncomingMessage,
  body: Buffer,
): Principal | null => {
  const assertion = request.headers[ASSERTION_HEADER];
  return verifyAssertion(
    assertionKey,
    { audience: name, body },
    Array.isArray(assertion) ? undefined : assertion,
    Date.now(),
  );
};

function refuseCaller(response: ServerResponse, log: Log): void {
  log.warn({}, 'a call without a valid assertion was refused');
  response.writeHead(401).end();
}

async function answerGraphql(
  apollo: ApolloServer<SubgraphContext>,
  { hearing, recordLooks }: SubgraphOptions,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  principal: Principal,
): Promise<void> {
  const context = new SubgraphContext(principal, String(request.headers['x-request-id'] ?? ''));
  const awaited = parseWritten(request.headers[WAIT_FOR_HEADER]).filter(({ topic }) => hearing?.topics.includes(topic));
  if (awaited.length > 0 && !(await hearing?.waitFor(awaited, WAIT_TIMEOUT_MS))) return answerNotYet(response);

  const headers = new HeaderMap();
  headers.set('content-type', 'application/json');
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(body.toString()) },
    context: () => Promise.resolve(context),
  });
  if (context.looks.length > 0) await recordLooks?.(principal, context.looks);
  for (const [header, value] of answer.headers) response.setHeader(header, value);
  if (context.written.length > 0) response.setHeader(WRITTEN_HEADER, context.written.map(formatWritten).join(','));
  const text = answer.body.kind === 'complete' ? answer.body.string : '';
  response.writeHead(answer.status ?? 200, { 'content-length': Buffer.byteLength(text) }).end(text);
}

const formatWritten = ({ topic, aggregateId, version }: Written): string => `${topic}/${aggregateId}:${version}`;

function parseWritten(header: string | string[] | undefined): Written[] {
  if (typeof header !== 'string') return [];
  return header.split(',').flatMap((item) => {
    const [, topic, aggregateId, version] = /^([a-z0-9.]+)\/([0-9a-f-]{36}):(\d{1,9})$/.exec(item.trim()) ?? [];
    return topic && aggregateId && version ? [{ topic, aggregateId, version: Number(version) }] : [];
  });
}

/** The write is safe, but this service has not heard of it yet: the caller may ask again. */
function answerNotYet(response: ServerResponse): void {
  const errors = [
    { message: 'What was just written is not visible here yet; ask again.', extensions: { code: 'NOT_YET_VISIBLE' } },
  ];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: null, errors }));
}
