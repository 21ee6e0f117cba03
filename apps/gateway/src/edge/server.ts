import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WAIT_FOR_HEADER } from '@tiepdan/access';
import { describeFault, type Health, type Log, type OnStop } from '@tiepdan/service-runtime';
import { createAdmission, type Admission } from '../limits/admission';
import type { Explorer } from '../explorer/explorer';
import { refuse, type HttpRefusalName } from './http-refusals';
import type { Identify } from '../identity/identity';
import type { ExecuteGraph, GraphRequest } from '../execution/operation';
import { readBody } from './read-body';
import { parseWritten } from '../subgraphs/read-your-write';
import { findDocument, mayAsk, type DocumentRegister } from '../documents/registered-documents';
import { sendAnswer } from '../answers/send-answer';
import type { AdmitVisitor } from '../identity/visitors';

export interface ServerOptions {
  readonly port: number;
  readonly identify: Identify;
  /** For requests without a token. */
  readonly admitVisitor: AdmitVisitor;
  readonly execute: ExecuteGraph;
  readonly documents: DocumentRegister;
  /** Whether anybody may ask what is not registered; else only whose duty includes it. */
  readonly areDocumentsFree: boolean;
  readonly explorer: Explorer;
  readonly health: Health;
  readonly log: Log;
  readonly onStop: OnStop;
  readonly admission?: Admission;
}

const ADMISSION = { runningMax: 256, waitingMax: 512, waitTimeoutMs: 1_000 };
const INTERNAL_HEADERS = 'x-tiepdan-';
/** Mean nothing here; whoever sends them means to be taken for somebody. */
const IDENTITY_HEADER = /^x-(agency|user|role|principal|officer)(s|-?ids?|-?roles?|-?codes?)?$/;
const JSON_TYPE = /^application\/json *(; *charset=utf-8 *)?$/i;

/** The way in from outside: POST /graphql, the explorer's page, and health. Resolves with the port once it listens. */
export async function serveGateway(options: ServerOptions): Promise<number> {
  const { port, explorer, health, log, onStop } = options;
  const admission = options.admission ?? createAdmission(ADMISSION);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 },
    (request, response) => {
      if (health.handle(request, response)) return;
      const requestId = randomUUID();
      response.setHeader('x-request-id', requestId);
      response.setHeader('x-content-type-options', 'nosniff');
      if (explorer.handle(request, response)) return;
      response.setHeader('cache-control', 'no-store');
      answer({ ...options, admission }, request, response, requestId).catch((error: unknown) => {
        // A client that went away half way is no fault of ours.
        if (request.errored) return;
        log.error({ requestId, ...describeFault(error) }, 'a request failed');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, listening));
  onStop('http', () => stopServer(server));
  return (server.address() as AddressInfo).port;
}

type Answering = ServerOptions & { readonly admission: Admission };

async function answer(
  options: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const refusal = firstRefusal(request);
  if (refusal) return refuse(response, refusal);
  const { authorization } = request.headers;
  const known = authorization === undefined ? undefined : await options.identify(authorization);
  if (known === null) return refuse(response, 'unauthenticated');
  const waitFor = request.headers[WAIT_FOR_HEADER];
  const awaited = waitFor === undefined ? [] : parseWritten(String(waitFor));
  if (!awaited) return refuse(response, 'waitForMalformed');

  const text = await readBody(request);
  if (text === null) return refuse(response, 'tooLarge');
  const body = parseRequest(text);
  const asked = typeof body === 'string' ? body : findDocument(options.documents, body);
  const visitor = known || typeof asked === 'string' ? null : options.admitVisitor(request, asked.request);
  const principal = known ?? visitor ?? (await options.identify(undefined));
  if (!principal) return refuse(response, 'unauthenticated');
  if (typeof asked === 'string') return refuse(response, asked);
  if (!mayAsk(principal, asked, options.areDocumentsFree)) return refuse(response, 'documentNotRegistered');

  const leave = await options.admission.enter();
  if (!leave) return refuse(response, 'busy');
  try {
    const answered = await options.execute(asked.request, {
      principal,
      requestId,
      awaited,
      written: [],
      client: response,
    });
    if (answered) sendAnswer(response, answered);
  } finally {
    leave();
  }
}

/** What can be said before anything of the body is read. */
function firstRefusal({ method, url, headers }: IncomingMessage): HttpRefusalName | null {
  if (url?.split('?', 1)[0] !== '/graphql') return 'notFound';
  const type = headers['content-type'];
  // An odd type is looked at before the method: a GET with one is how a browser is talked into asking for somebody.
  if (type !== undefined && !JSON_TYPE.test(type)) return 'wrongType';
  if (method !== 'POST') return 'wrongMethod';
  for (const name in headers)
    if ((name.startsWith(INTERNAL_HEADERS) && name !== WAIT_FOR_HEADER) || IDENTITY_HEADER.test(name))
      return 'internalHeader';
  if (type === undefined) return 'wrongType';
  // Nobody needs to send 256 KiB in disguise.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 'packed';
  return null;
}

function parseRequest(text: string): GraphRequest | HttpRefusalName {
  try {
    const body: unknown = JSON.parse(text);
    if (Array.isArray(body)) return 'batch';
    return typeof body === 'object' && body !== null ? (body as GraphRequest) : 'notJson';
  } catch {
    return 'notJson';
  }
}

/** Answers what is under way, then closes; a kept connection that falls silent is closed with it. */
async function stopServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(sweep);
}
