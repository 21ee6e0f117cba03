import type { IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import { validate } from 'uuid';
import { z } from 'zod';
import type { Principal } from '@tiepdan/access';
import { isAllowed } from '@tiepdan/access/assignment';
import { dayInProvince } from '@tiepdan/dated-table';
import { jsonOf, type Route } from '@tiepdan/subgraph';
import { standingsOf } from './standing.repository';

export const STANDING_ROUTE = 'POST /internal/standing';
const OFFICERS_MAX = 500;
const requestSchema = z.object({ officers: z.array(z.string()).max(OFFICERS_MAX) });

/**
 * `POST /internal/standing` with `{"officers": ["…"]}`, at most 500, for the gateway alone: whether each is suspended, which
 * duties they hold today and which were delegated to them. Ids that the register does not know are left out. Carries ids and
 * duties, never a name.
 */
export function standingRoute(
  pool: Pool,
  now: () => Date,
  callerOf: (request: IncomingMessage, body: Buffer) => Principal | null,
): Route {
  return async (request, response, body) => {
    const caller = callerOf(request, body);
    if (!caller) return void response.writeHead(401).end();
    if (!isAllowed(caller, 'readStanding')) return void response.writeHead(403).end();
    const asked = requestSchema.safeParse(jsonOf(body));
    if (!asked.success) return void response.writeHead(400).end();
    const ids = [...new Set(asked.data.officers)].filter((id) => validate(id));
    const officers = ids.length === 0 ? {} : await standingsOf(pool, ids, dayInProvince(now()));
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify({ officers }));
  };
}
