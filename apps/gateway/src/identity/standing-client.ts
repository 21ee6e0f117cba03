import { z } from 'zod';
import { ASSERTION_HEADER, signAssertion, type AssertionKey, type Principal } from '@tiepdan/access';
import type { OfficerStanding } from './officer-standing';
import { connectSubgraph } from '../subgraphs/subgraph-connection';

/** Asks how these officers stand. Holds only those the register knows; rejects when there is no answer that can be read. */
export type AskStandings = (officerIds: readonly string[]) => Promise<ReadonlyMap<string, OfficerStanding>>;

export interface StandingClient {
  readonly ask: AskStandings;
  /** Waits for running calls. */
  close(): Promise<void>;
}

export const OFFICERS_PER_CALL_MAX = 500;
const REQUEST_TIMEOUT_MS = 3_000;
const AUDIENCE = 'assignment';
const GATEWAY: Principal = { id: 'gateway', agencyId: null, roles: ['service'] };

const duty = z.object({ role: z.string(), agencyId: z.string() });
const answer = z.object({
  officers: z.record(
    z.string(),
    z.object({
      suspended: z.boolean(),
      agencyId: z.string(),
      duties: z.array(duty),
      delegations: z.array(duty.extend({ from: z.string() })),
    }),
  ),
});

/** To `POST /internal/standing` beside the graph of assignment, at most 500 officers a call, each within 3 s. */
export function connectStanding({ url, key }: { readonly url: string; readonly key: AssertionKey }): StandingClient {
  const connection = connectSubgraph(new URL('internal/standing', url).href, REQUEST_TIMEOUT_MS);
  return {
    async ask(officerIds) {
      const body = Buffer.from(JSON.stringify({ officers: officerIds }));
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        [ASSERTION_HEADER]: signAssertion(key, { audience: AUDIENCE, body }, GATEWAY, Date.now()),
      };
      const { status, body: read } = await connection.post(headers, body);
      if (status !== 200) throw new Error(`Assignment answered ${status}.`);
      return new Map(Object.entries(readOfficers(read.toString())));
    },
    close: () => connection.close(),
  };
}

/** What the checker says of a wrong answer would repeat ids and duties. */
function readOfficers(text: string): Record<string, OfficerStanding> {
  try {
    return answer.parse(JSON.parse(text)).officers;
  } catch {
    throw new Error('Assignment gave an answer that cannot be read.');
  }
}
