import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers `/health/live` (the process runs) and `/health/ready` (it can do its work). Open to anybody, tells nothing else. */
export interface Health {
  /** Adds a named condition for readiness. */
  addCheck(name: string, isHealthy: () => boolean): void;
  /** True when the request was a health request and has been answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

export function createHealth(): Health {
  const checks = new Map<string, () => boolean>();
  return {
    addCheck: (name, isHealthy) => void checks.set(name, isHealthy),
    handle(request, response) {
      if (request.url === '/health/live') return answer(response, true, []);
      if (request.url !== '/health/ready') return false;
      const failing = [...checks].filter(([, isHealthy]) => !isHealthy()).map(([name]) => name);
      return answer(response, failing.length === 0, failing);
    },
  };
}

function answer(response: ServerResponse, isHealthy: boolean, failing: string[]): true {
  response.writeHead(isHealthy ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: isHealthy ? 'ok' : 'failing', failing }));
  return true;
}
