import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PLAIN_HEADER } from '@tiepdan/access';
import { until } from '@tiepdan/testkit';
import { BUFFERED_BYTES_MAX } from './piped-answer';
import { startGateway, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

const TIMEOUT_MS = 600;
const LONG = 32 * BUFFERED_BYTES_MAX;
const QUERY = '{ petition(id: "1") { id number } }';
let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway, agent: Agent;

beforeEach(async () => {
  agent = new Agent({ keepAlive: true });
  [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
  gateway = await gatewayWith(TIMEOUT_MS);
});
afterEach(async () => {
  agent.destroy();
  await gateway.stop();
  await Promise.all([intake.stop(), assignment.stop()]);
});

const gatewayWith = (requestTimeoutMs: number) =>
  startGateway({ subgraphUrls: { intake: intake.url, assignment: assignment.url }, requestTimeoutMs });

/** Where a machine that stands still for a moment must not look like a client that does. */
async function withPatience(requestTimeoutMs: number): Promise<void> {
  await gateway.stop();
  gateway = await gatewayWith(requestTimeoutMs);
}

/** An answer of this length in the name of the subgraph, all but its last bytes a text. */
const plain = (response: ServerResponse, bytes: number): void =>
  void response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': bytes,
    [PLAIN_HEADER]: '1',
  });

/** Asks and hands over what comes as soon as it begins to come. */
async function ask(query = QUERY): Promise<IncomingMessage> {
  const sending = request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    agent,
  });
  sending.on('error', () => {});
  sending.end(JSON.stringify({ query }));
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return response;
}

/** `paceMs` is how long the client takes over each piece. */
async function bytesOf(response: IncomingMessage, paceMs = 0): Promise<number> {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (paceMs > 0) await pause(paceMs);
  }
  return bytes;
}

describe('a plain answer of one subgraph', () => {
  it('reaches the client byte for byte, with the headers of the gateway', async () => {
    const answered = await gateway.query(QUERY);
    expect(answered.text).toBe('{"data":{"petition":{"id":"1","number":"D-1"}}}\n');
    expect(answered.headers.get('cache-control')).toBe('no-store');
    expect(answered.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered.headers.get(PLAIN_HEADER)).toBeNull();
    expect(gateway.ways).toMatchObject({ piped: 1, compiled: 0 });
  });

  it.each([
    ['asks for the type of the root', '{ __typename petition(id: "1") { id } }'],
    ['writes', 'mutation { receivePetition(number: "1") { id } }'],
    ['needs two subgraphs', '{ petition(id: "1") { id number case { id } } }'],
  ])('is not handed on unread to a client that %s', async (_, query) => {
    expect((await gateway.query(query)).json.errors).toBeUndefined();
    expect(gateway.ways).toMatchObject({ piped: 0, compiled: 1 });
  });

  it('is read where it is not marked', async () => {
    intake.answerWith((response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"petition":{"number":"D-9","more":1,"id":"9"}}}');
    });
    expect((await gateway.query(QUERY)).text).toBe('{"data":{"petition":{"id":"9","number":"D-9"}}}\n');
    expect(gateway.ways).toMatchObject({ piped: 0, compiled: 1 });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['breaks off', (response) => response.write('{"data":', () => response.destroy())],
    ['freezes', (response) => void response.write('{"data":')],
  ])('never looks whole when it %s half way', async (_, go) => {
    intake.answerWith((response) => {
      plain(response, 1_000);
      go(response);
    });
    const startedAt = performance.now();
    await expect(ask().then(bytesOf)).rejects.toThrow('aborted');
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS * 3);
    expect(gateway.logged.map(({ level }) => level)).toEqual(['warn']);
    intake.answerWith(null);
    expect((await gateway.query(QUERY)).json.data.petition.id).toBe('1');
  });

  it('is no longer asked of the subgraph when the client goes away', async () => {
    const gone = new Promise((resolve) =>
      intake.answerWith((response) => {
        plain(response, 1_000);
        response.write('{"data":');
        response.once('close', resolve);
      }),
    );
    const response = await ask();
    const wentAt = performance.now();
    response.destroy();
    await gone;
    expect(performance.now() - wentAt).toBeLessThan(TIMEOUT_MS / 2);
    expect(gateway.logged).toEqual([]);
  });

  /** Sends as fast as it is taken; tells how much that is and since when nothing was. */
  const sendMuch = () => {
    const told = { sent: 0, sentAt: 0 };
    const chunk = Buffer.alloc(65_536, ' ');
    intake.answerWith((response) => {
      plain(response, LONG);
      const send = (): void => {
        while (told.sent < LONG) {
          told.sent += chunk.length;
          told.sentAt = performance.now();
          if (!response.write(chunk)) return void response.once('drain', send);
        }
        response.end();
      };
      send();
    });
    return told;
  };

  it('waits in the subgraph for a slow client, and then comes whole', async () => {
    await withPatience(20 * TIMEOUT_MS);
    const told = sendMuch();
    const response = await ask();
    await until(() => told.sent > 0 && performance.now() - told.sentAt > 200);
    // What the kernel keeps on both sides comes on top.
    expect(told.sent).toBeLessThan(LONG / 2);
    expect(await bytesOf(response)).toBe(LONG);
  });

  it('comes whole to a client that is slow and steady, long after the deadline', async () => {
    const timeoutMs = 3 * TIMEOUT_MS;
    await withPatience(timeoutMs);
    sendMuch();
    const response = await ask();
    const startedAt = performance.now();
    expect(await bytesOf(response, 10)).toBe(LONG);
    expect(performance.now() - startedAt).toBeGreaterThan(timeoutMs * 1.5);
  }, 30_000);

  it('is broken off when the client takes nothing at all before the deadline', async () => {
    const gone = new Promise((resolve) =>
      intake.answerWith((response) => {
        plain(response, LONG);
        response.write(Buffer.alloc(LONG - 1, ' '));
        response.once('close', resolve);
      }),
    );
    const response = await ask();
    await gone;
    await expect(bytesOf(response)).rejects.toThrow('aborted');
  });
});
