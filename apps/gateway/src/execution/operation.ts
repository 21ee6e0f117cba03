import type { ServerResponse } from 'node:http';
import type { Principal } from '@tiepdan/access';
import type { Written } from '../subgraphs/read-your-write';

/** What travels with one operation of a client, from the way in to each call of a subgraph. */
export interface Operation {
  readonly principal: Principal;
  readonly requestId: string;
  /** What the client says its answer must already show. */
  readonly awaited: readonly Written[];
  /** What the subgraphs wrote so far in this operation. */
  readonly written: (Written & { readonly service: string })[];
  /** To whom an answer may be piped as it comes; without it every answer is collected. */
  readonly client?: ServerResponse;
}

/** A GraphQL request as it came; checked by whoever executes it. */
export type GraphRequest = Readonly<Record<string, unknown>>;

export interface GraphAnswer {
  readonly status: number;
  /** A JSON text, or its bytes. */
  readonly body: string | Buffer;
}

/**
 * Plans and runs one operation. Does not throw: what goes wrong stands in the answer. Null when the answer went, or began to go,
 * to `operation.client` already.
 */
export type ExecuteGraph = (request: GraphRequest, operation: Operation) => Promise<GraphAnswer | null>;

/** The same, but collects every answer. */
export type AnswerGraph = (request: GraphRequest, operation: Operation) => Promise<GraphAnswer>;
