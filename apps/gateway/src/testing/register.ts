import { ASSERTION_HEADER, verifyAssertion, type Principal } from '@tiepdan/access';
import type { OfficerStanding } from '../identity/officer-standing';
import { startServer, type RunningServer } from './http-server';
import { KEY } from './gateway';

export interface TestRegister extends RunningServer {
  /** What it knows; may be changed at any time. */
  readonly officers: Map<string, OfficerStanding>;
  /** Who asked, and about whom. */
  readonly calls: { readonly caller: Principal | null; readonly asked: readonly string[] }[];
  /** What every call is answered with instead, whatever is asked. */
  answerWith(status: number, body: string): void;
}

/** As much of assignment as tells how officers stand. */
export async function startRegister(port = 0): Promise<TestRegister> {
  const officers = new Map<string, OfficerStanding>();
  const calls: TestRegister['calls'] = [];
  let special: { status: number; body: string } | null = null;
  const server = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const assertion = String(request.headers[ASSERTION_HEADER]);
    const caller = verifyAssertion(KEY.assignment, { audience: 'assignment', body }, assertion, Date.now());
    const isCall = caller && request.method === 'POST' && request.url === '/internal/standing';
    const asked = (JSON.parse(body.toString()) as { officers: string[] }).officers;
    calls.push({ caller, asked });
    if (special) return void response.writeHead(special.status).end(special.body);
    if (!isCall) return void response.writeHead(401).end();
    const known = asked.flatMap((id) => (officers.has(id) ? [[id, officers.get(id)] as const] : []));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ officers: Object.fromEntries(known) }));
  }, port);
  return { ...server, officers, calls, answerWith: (status, body) => void (special = { status, body }) };
}
