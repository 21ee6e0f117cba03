import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { OnStop } from '@tiepdan/service-runtime';
import type { Ways } from '../execution/fast/answer-operation';

const REASON_NONE = '';

/**
 * Serves `GET /metrics` in the Prometheus text format on a port of its own, which clients cannot reach: which way operations went and
 * why, and what the process uses. Figures only, of nobody. Resolves with the port once it listens.
 */
export async function serveMetrics(port: number, ways: Ways | null, onStop: OnStop): Promise<number> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  if (ways) countWays(registry, ways);
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.setHeader('content-type', registry.contentType).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, listening));
  onStop('metrics', () => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

function countWays(registry: Registry, ways: Ways): void {
  new Counter({
    name: 'tiepdan_gateway_operations_total',
    help: 'Operations by the way they went: piped, spliced, compiled, shaped_by_stock, refused, or left to the stock gateway for a reason.',
    labelNames: ['way', 'reason'],
    registers: [registry],
    collect() {
      this.reset();
      const { piped, spliced, compiled, shapedByStock, refused } = ways;
      const counts = { piped, spliced, compiled, shaped_by_stock: shapedByStock, refused };
      for (const [way, count] of Object.entries(counts)) this.inc({ way, reason: REASON_NONE }, count);
      for (const [reason, count] of Object.entries(ways.stock)) this.inc({ way: 'stock', reason }, count);
    },
  });
}
