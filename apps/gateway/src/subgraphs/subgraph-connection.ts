import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { PLAIN_HEADER } from '@tiepdan/access';
import { errors, Pool, type Dispatcher } from 'undici';
import { PipedAnswer } from '../answers/piped-answer';
import type { SubgraphFailureCode } from './subgraph-failure';

export const CONNECTIONS_MAX = 48;
const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_BYTES_MAX = 32 * 1_048_576;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why there is no answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    readonly code: SubgraphFailureCode,
    cause?: unknown,
  ) {
    super(code, { cause });
  }
}

/** Posts to one subgraph over at most 48 kept connections, one request at a time on each. Never retries. */
export interface SubgraphConnection {
  /** Rejects with NoAnswer; the deadline holds for the whole exchange, waiting for a free connection included. */
  post(headers: Record<string, string>, body: Buffer): Promise<HttpAnswer>;
  /** The same, but an answer that the subgraph calls plain goes straight to the client, if there is one; then null. */
  postOrPipe(headers: Record<string, string>, body: Buffer, client?: ServerResponse): Promise<HttpAnswer | null>;
  /** Waits for running requests. */
  close(): Promise<void>;
}

export function connectSubgraph(url: string, requestTimeoutMs: number): SubgraphConnection {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections: CONNECTIONS_MAX,
    pipelining: 1,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: ANSWER_BYTES_MAX,
    // The exchange's own deadline covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const postOrPipe: SubgraphConnection['postOrPipe'] = (headers, body, client) =>
    new Promise((resolve, reject) => {
      pool.dispatch({ method: 'POST', path, headers, body }, new Exchange(requestTimeoutMs, resolve, reject, client));
    });
  return {
    postOrPipe,
    post: (headers, body) => postOrPipe(headers, body) as Promise<HttpAnswer>,
    close: () => pool.close(),
  };
}

/** Collects one answer, or pipes it. Settles exactly once; whatever undici tells afterwards changes nothing. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #piped: PipedAnswer | undefined;
  #isOver = false;

  constructor(
    requestTimeoutMs: number,
    private readonly resolve: (answer: HttpAnswer | null) => void,
    private readonly reject: (reason: NoAnswer) => void,
    private readonly client: ServerResponse | undefined,
  ) {
    this.#deadline = setTimeout(() => {
      this.#fail('SUBGRAPH_TIMEOUT');
      this.#controller?.abort(new Error('deadline'));
    }, requestTimeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(new Error('deadline'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
    const bytes = Number(headers['content-length']);
    if (
      this.client?.destroyed === false &&
      status === 200 &&
      headers[PLAIN_HEADER] &&
      bytes > 0 &&
      bytes <= ANSWER_BYTES_MAX
    )
      // A slow client has as long again each time it has taken what was kept for it.
      this.#piped = new PipedAnswer(this.client, bytes, controller, () => this.#deadline.refresh());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#piped) this.#chunks.push(chunk);
    else if (!this.#piped.write(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#piped) {
      this.#settle();
      return this.resolve(null);
    }
    const chunks = this.#chunks;
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    this.#settle();
    this.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    // An answer that began and broke off, or is no HTTP at all, shows that somebody is there.
    const isBadAnswer = this.#status > 0 || error instanceof errors.HTTPParserError;
    this.#fail(isBadAnswer ? 'SUBGRAPH_BAD_ANSWER' : 'SUBGRAPH_UNAVAILABLE', error);
  }

  #fail(code: SubgraphFailureCode, cause?: unknown): void {
    if (this.#isOver) return;
    this.#settle();
    if (this.#piped && !this.#piped.breakOff()) return this.resolve(null);
    this.reject(new NoAnswer(code, cause));
  }

  #settle(): void {
    this.#isOver = true;
    clearTimeout(this.#deadline);
  }
}
