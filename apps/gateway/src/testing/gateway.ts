import type { Principal } from '@tiepdan/access';
import { createHealth, type Log } from '@tiepdan/service-runtime';
import { createAdmission, type AdmissionLimits } from '../limits/admission';
import { createExplorer } from '../explorer/explorer';
import type { Ways } from '../execution/fast/answer-operation';
import { startGraph } from '../execution/graph';
import type { Identify } from '../identity/identity';
import type { DocumentRegister, RegisteredDocument } from '../documents/registered-documents';
import { serveGateway } from '../edge/server';
import { admitVisitors } from '../identity/visitors';
import { composeSmallGraph } from './small-graph';

export const KEY = { intake: Buffer.alloc(32, 1), assignment: Buffer.alloc(32, 2) };
export const CALLER: Principal = { id: 'officer-1', agencyId: 'agency-1', roles: ['receptionist'] };

/** The one body of every 401. */
export const UNAUTHENTICATED =
  '{"errors":[{"message":"Bạn chưa đăng nhập hoặc phiên đăng nhập không còn hiệu lực.","extensions":' +
  '{"code":"UNAUTHENTICATED","messageEn":"You are not signed in, or your token is not valid."}}]}';

/** For tests of what must hold whoever executes; the second is `fastPath`. */
export const EXECUTORS = [
  ['our executor', true],
  ['the stock gateway', false],
] as const;

export interface GatewayParts {
  readonly subgraphUrls: { readonly intake: string; readonly assignment: string };
  /** Lets everybody in as CALLER unless told. */
  readonly identify?: Identify;
  readonly trustedProxies?: number;
  readonly introspection?: boolean;
  readonly requestTimeoutMs?: number;
  readonly admission?: AdmissionLimits;
  /** False has the stock gateway run everything. */
  readonly fastPath?: boolean;
  /** None unless told. */
  readonly documents?: DocumentRegister;
  /** True unless told. */
  readonly areDocumentsFree?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes are looked into
  readonly json: any;
}

export interface TestGateway {
  readonly url: string;
  readonly ways: Ways | null;
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
  request(path: string, init?: RequestInit): Promise<Answered>;
  query(query: string, variables?: object, headers?: Record<string, string>): Promise<Answered>;
  stop(): Promise<void>;
}

/** The gateway as `main` wires it, on a free port of this process. */
export async function startGateway(parts: GatewayParts): Promise<TestGateway> {
  const logged: TestGateway['logged'] = [];
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const { introspection = true, requestTimeoutMs, fastPath, identify = () => Promise.resolve(CALLER) } = parts;
  const subgraphs = {
    intake: { url: parts.subgraphUrls.intake, key: KEY.intake },
    assignment: { url: parts.subgraphUrls.assignment, key: KEY.assignment },
  };
  const supergraph = composeSmallGraph();
  const graph = await startGraph({ supergraph, subgraphs, introspection, log, requestTimeoutMs, fastPath });
  const stops: (() => Promise<unknown> | void)[] = [graph.stop];
  const { documents = new Map<string, RegisteredDocument>(), areDocumentsFree = true } = parts;
  const port = await serveGateway({
    port: 0,
    documents,
    areDocumentsFree,
    identify,
    admitVisitor: admitVisitors(parts.trustedProxies ?? 0),
    execute: graph.execute,
    explorer: createExplorer({ assets: 'node_modules', introspection, documents, log }),
    health: createHealth(),
    log,
    onStop: (_, stop) => void stops.push(stop),
    admission: parts.admission && createAdmission(parts.admission),
  });
  const url = `http://127.0.0.1:${port}`;
  const request = (path: string, init?: RequestInit) => fetch(url + path, init).then(read);
  return {
    url,
    ways: graph.ways,
    logged,
    request,
    query: (query, variables, headers) => request('/graphql', jsonPost({ query, variables }, headers)),
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

export const jsonPost = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

async function read(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}
