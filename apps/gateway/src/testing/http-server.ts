import { createServer, request, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ExecutionResult } from 'graphql';
import { PLAIN_HEADER } from '@tiepdan/access';

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  readonly connections: ReadonlySet<Socket>;
  /** The most connections that were open at once. */
  connectionsPeak(): number;
  /** Stops at once, whatever is under way. */
  stop(): Promise<void>;
}

/** A real HTTP server on the loopback interface; `port` 0 takes a free one. */
export async function startServer(listener: RequestListener, port = 0): Promise<RunningServer> {
  const server = createServer(listener);
  const connections = new Set<Socket>();
  let peak = 0;
  server.on('connection', (socket) => {
    connections.add(socket);
    peak = Math.max(peak, connections.size);
    socket.on('close', () => connections.delete(socket));
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    connections,
    connectionsPeak: () => peak,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers as the subgraphs of the project do: what holds data alone says so. */
export function answerGraphql(response: ServerResponse, result: ExecutionResult): void {
  const body = `${JSON.stringify(result)}\n`;
  if (result.data && !result.errors && !result.extensions) response.setHeader(PLAIN_HEADER, '1');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
}

/** Posts to a gateway and goes on sending, whatever is answered meanwhile; resolves with the status. */
export const sendAll = (gatewayUrl: string, body: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sending = request(`${gatewayUrl}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    sending.on('error', reject).end(body);
  });

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await startServer(() => {});
  await server.stop();
  return server.port;
}
