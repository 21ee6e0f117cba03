import { randomUUID } from 'node:crypto';
import type { Pool } from 'undici';

/** Asks a gateway as a frontend does; no two requests have the same headers. */
export async function postQuery(
  pool: Pool,
  token: string,
  query: string,
  variables: object,
): Promise<{ status: number; text: string }> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-correlation': randomUUID() },
    body: JSON.stringify({ query, variables }),
  });
  return { status: statusCode, text: await body.text() };
}
