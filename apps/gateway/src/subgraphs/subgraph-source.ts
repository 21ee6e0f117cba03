import type { ServerResponse } from 'node:http';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import {
  ASSERTION_HEADER,
  PLAIN_HEADER,
  signAssertion,
  type AssertionKey,
  WAIT_FOR_HEADER,
  WRITTEN_HEADER,
} from '@tiepdan/access';
import { describeFault, type Log } from '@tiepdan/service-runtime';
import { createCircuit, type Circuit } from './circuit';
import type { Operation } from '../execution/operation';
import { formatWritten, parseWritten, WRITTEN_ITEMS_MAX } from './read-your-write';
import { readAnswer, type SubgraphResult, type SubgraphText } from './subgraph-answer';
import { connectSubgraph, NoAnswer, type HttpAnswer, type SubgraphConnection } from './subgraph-connection';
import { subgraphFailure } from './subgraph-failure';

export const REQUEST_TIMEOUT_MS = 5_000;

export interface SubgraphSourceOptions {
  readonly name: string;
  readonly url: string;
  /** Shared with this subgraph only; signs who is asking. */
  readonly key: AssertionKey;
  readonly log: Log;
  readonly requestTimeoutMs?: number;
}

/** What a subgraph is asked. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/**
 * Fetches from one subgraph. Sends nothing of the client's headers but what is written here, and never asks twice.
 * A failure is thrown as a typed error, so that the rest of the operation goes on without this part.
 */
export class SubgraphSource implements GraphQLDataSource<Operation> {
  readonly #connection: SubgraphConnection;
  readonly #key: AssertionKey;
  readonly #circuit: Circuit = createCircuit(Date.now);

  constructor(private readonly options: SubgraphSourceOptions) {
    this.#key = options.key;
    this.#connection = connectSubgraph(options.url, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  }

  process({ request, context }: GraphQLDataSourceProcessOptions<Operation>): Promise<SubgraphResult> {
    const { query, variables, operationName } = request;
    return this.ask({ query: query!, variables, operationName }, context as Operation);
  }

  async ask(request: SubgraphRequest, operation: Operation): Promise<SubgraphResult> {
    return this.#read((await this.#send(request, operation))!, request);
  }

  /** The same, but what the subgraph calls plain is not read yet. */
  async askText(request: SubgraphRequest, operation: Operation): Promise<SubgraphText> {
    const answer = (await this.#send(request, operation))!;
    const isPlain = answer.status === 200 && answer.headers[PLAIN_HEADER] !== undefined;
    return { plain: isPlain ? answer.body : null, read: () => this.#read(answer, request) };
  }

  /** The same, but an answer that the subgraph calls plain goes straight to the client: then null, and nothing is left to be sent. */
  async askOrPipe(
    request: SubgraphRequest,
    operation: Operation,
    client: ServerResponse,
  ): Promise<SubgraphResult | null> {
    const answer = await this.#send(request, operation, client);
    return answer && this.#read(answer, request);
  }

  async #send(
    { query, variables, operationName }: SubgraphRequest,
    operation: Operation,
    client?: ServerResponse,
  ): Promise<HttpAnswer | null> {
    const body = Buffer.from(JSON.stringify({ query, variables, operationName }));
    const answer = await this.#post(this.#headersFor(operation, body), body, client);
    const written = answer?.headers[WRITTEN_HEADER];
    if (typeof written === 'string')
      for (const item of parseWritten(written) ?? []) operation.written.push({ ...item, service: this.options.name });
    return answer;
  }

  #read(answer: HttpAnswer, { variables }: SubgraphRequest): SubgraphResult {
    const { name } = this.options;
    const result = readAnswer(answer, variables?.['representations']);
    if (result) return result;
    this.options.log.warn({ subgraph: name, status: answer.status }, 'a subgraph gave an answer that cannot be read');
    throw subgraphFailure(
      answer.status >= 502 && answer.status <= 504 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_BAD_ANSWER',
      name,
    );
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #headersFor({ principal, requestId, awaited, written }: Operation, body: Buffer): Record<string, string> {
    const { name } = this.options;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      [ASSERTION_HEADER]: signAssertion(this.#key, { audience: name, body }, principal, Date.now()),
      'x-request-id': requestId,
    };
    if (awaited.length === 0 && written.length === 0) return headers;
    // Whoever wrote it sees it anyhow.
    const toAwait = [...written.filter(({ service }) => service !== name), ...awaited].slice(0, WRITTEN_ITEMS_MAX);
    if (toAwait.length > 0) headers[WAIT_FOR_HEADER] = formatWritten(toAwait);
    return headers;
  }

  async #post(headers: Record<string, string>, body: Buffer, client?: ServerResponse): Promise<HttpAnswer | null> {
    const { name, log } = this.options;
    if (!this.#circuit.mayTry()) throw subgraphFailure('SUBGRAPH_UNAVAILABLE', name);
    try {
      const answer = await this.#connection.postOrPipe(headers, body, client);
      this.#circuit.reached();
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (error.code === 'SUBGRAPH_UNAVAILABLE') this.#circuit.failed();
      else if (error.code === 'SUBGRAPH_BAD_ANSWER') this.#circuit.reached();
      log.warn({ subgraph: name, failure: error.code, ...describeFault(error.cause) }, 'a subgraph did not answer');
      throw subgraphFailure(error.code, name);
    }
  }
}
