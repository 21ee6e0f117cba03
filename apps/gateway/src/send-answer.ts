import type { ServerResponse } from 'node:http';
import type { GraphAnswer } from './operation';

/** `bytes` is the length of the body that follows. */
export function startAnswer(response: ServerResponse, status: number, bytes: number): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes });
}

export function sendAnswer(response: ServerResponse, { status, body }: GraphAnswer): void {
  startAnswer(response, status, Buffer.byteLength(body));
  response.end(body);
}
