import type { ServerResponse } from 'node:http';
import type { GraphAnswer } from './operation';

const GRAPHQL_TYPE = 'application/graphql-response+json';

/** In the media type that the client names, or as plain JSON. `bytes` is the length of the body that follows. */
export function startAnswer(response: ServerResponse, status: number, bytes: number): void {
  const type = response.req.headers.accept?.includes(GRAPHQL_TYPE) ? GRAPHQL_TYPE : 'application/json';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': bytes });
}

export function sendAnswer(response: ServerResponse, { status, body }: GraphAnswer): void {
  startAnswer(response, status, Buffer.byteLength(body));
  response.end(body);
}
