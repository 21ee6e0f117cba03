import type { ServerResponse } from 'node:http';
import type { GraphAnswer } from '../execution/operation';

const GRAPHQL_TYPE = 'application/graphql-response+json';

/** In the media type that the client names, or as plain JSON. `bytes` is the length of the body that follows. */
export function startAnswer(response: ServerResponse, status: number, bytes: number): void {
  const type = response.req.headers.accept?.includes(GRAPHQL_TYPE) ? GRAPHQL_TYPE : 'application/json';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': bytes });
}

/** A short text goes out with the headers at once; a long one would be turned into bytes twice. */
const SHORT_MAX = 16_384;

export function sendAnswer(response: ServerResponse, { status, body }: GraphAnswer): void {
  const sent = typeof body === 'string' && body.length > SHORT_MAX ? Buffer.from(body) : body;
  startAnswer(response, status, Buffer.byteLength(sent));
  response.end(sent);
}
