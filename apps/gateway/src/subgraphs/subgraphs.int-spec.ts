import type { ServerResponse } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { verifyAssertion } from '@tiepdan/access';
import { FAILURES_MAX, OPEN_MS } from './circuit';
import { CONNECTIONS_MAX } from './subgraph-connection';
import { REQUEST_TIMEOUT_MS } from './subgraph-source';
import { EXECUTORS, CALLER, KEY, startGateway, type Answered, type TestGateway } from '../testing/gateway';
import { freePort } from '../testing/http-server';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

const TIMEOUT_MS = 400;
const JOIN = '{ petition(id: "1") { number case { number } } }';
describe.each(EXECUTORS)('by %s', (_executor, fastPath) => {
  let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway;

  beforeEach(async () => {
    [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
    gateway = await startGateway({
      subgraphUrls: { intake: intake.url, assignment: assignment.url },
      requestTimeoutMs: TIMEOUT_MS,
      fastPath,
    });
  });
  afterEach(async () => {
    await gateway.stop();
    await Promise.all([intake.stop(), assignment.stop()]);
  });

  const partial = (code: string) => ({
    data: { petition: { number: 'D-1', case: null } },
    errors: [
      { message: expect.any(String), extensions: { code, service: 'assignment', messageEn: expect.any(String) } },
    ],
  });
  const body = ({ json }: Answered) => json;

  describe('a subgraph', () => {
    it('that is down takes only its own part out of the answer', async () => {
      await assignment.stop();
      const answered = await gateway.query(JOIN);
      expect([answered.status, body(answered)]).toEqual([200, partial('SUBGRAPH_UNAVAILABLE')]);
    });

    it('that freezes takes only its own part out of the answer, at the deadline', async () => {
      assignment.answerWith(() => {});
      const startedAt = performance.now();
      expect(body(await gateway.query(JOIN))).toEqual(partial('SUBGRAPH_TIMEOUT'));
      const tookMs = performance.now() - startedAt;
      expect(tookMs).toBeGreaterThan(TIMEOUT_MS * 0.9);
      expect(tookMs).toBeLessThan(REQUEST_TIMEOUT_MS);
    });

    it('that freezes half way through its answer is held to the same deadline', async () => {
      assignment.answerWith(
        (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":{"_entit'),
      );
      expect(body(await gateway.query(JOIN))).toEqual(partial('SUBGRAPH_TIMEOUT'));
    });

    const json = { 'content-type': 'application/json' };
    it.each<[string, (response: ServerResponse) => void]>([
      ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end()],
      ['a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>502</h1>')],
      ['a page that claims to be JSON', (response) => response.writeHead(200, json).end('<h1>502</h1>')],
      ['half a JSON text', (response) => response.writeHead(200, json).end('{"data":{"_entities":[{"case"')],
      [
        'fewer bytes than announced',
        (response) =>
          response.writeHead(200, { ...json, 'content-length': 900 }).write('{"data"', () => response.destroy()),
      ],
      ['a list', (response) => response.writeHead(200, json).end('[]')],
      ['null', (response) => response.writeHead(200, json).end('null')],
      ['nothing', (response) => response.writeHead(200, json).end()],
      ['neither data nor errors', (response) => response.writeHead(200, json).end('{}')],
      ['data that is no object', (response) => response.writeHead(200, json).end('{"data":[1]}')],
      ['errors that are none', (response) => response.writeHead(200, json).end('{"data":null,"errors":["x"]}')],
      ['fewer entities than asked for', (response) => response.writeHead(200, json).end('{"data":{"_entities":[]}}')],
      ['that it does not know the gateway', (response) => response.writeHead(401).end()],
      ['a status 500', (response) => response.writeHead(500, json).end('{"data":null}')],
    ])('that answers with %s is reported as such, and the rest is given', async (_, answer) => {
      assignment.answerWith(answer);
      expect(body(await gateway.query(JOIN))).toEqual(partial('SUBGRAPH_BAD_ANSWER'));
      assignment.answerWith(null);
      expect(body(await gateway.query(JOIN))).toEqual({
        data: { petition: { number: 'D-1', case: { number: 'VV-1' } } },
      });
    });

    it('that speaks no HTTP at all is reported as such, and the rest is given', async () => {
      const noise = createServer(
        (socket) => void socket.on('error', () => {}).once('data', () => socket.end('SSH-2.0-noise\r\n\r\n')),
      );
      await new Promise<void>((listening) => noise.listen(0, '127.0.0.1', listening));
      const url = `http://127.0.0.1:${(noise.address() as AddressInfo).port}`;
      await gateway.stop();
      gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: url }, fastPath });
      const answered = await gateway.query(JOIN);
      await new Promise((closed) => noise.close(closed));
      expect(body(answered)).toEqual(partial('SUBGRAPH_BAD_ANSWER'));
    });

    it('says its own refusals in its own words, and nothing of its inside', async () => {
      expect(body(await gateway.query('{ secret }'))).toEqual({
        data: { secret: null },
        errors: [
          { message: 'Bạn không có quyền.', path: ['secret'], extensions: { code: 'FORBIDDEN', service: 'intake' } },
        ],
      });
    });

    it('that breaks with a fault of its own reaches the client as a reference number, which the log has once', async () => {
      const { text, json } = await gateway.query('mutation { receivePetition(number: "fault") { id } }');
      const { code, reference } = json.errors[0].extensions;
      expect(code).toBe('INTERNAL_FAULT');
      expect(text).not.toContain('relation');
      expect(
        gateway.logged.filter(({ fields }) => (fields as { reference?: string }).reference === reference),
      ).toHaveLength(1);
      expect(JSON.stringify(gateway.logged)).not.toContain('relation');
    });

    it('that nobody can reach is not tried again and again, and is used again once it is back', async () => {
      await assignment.stop();
      const startedAt = performance.now();
      for (let attempt = 0; attempt < FAILURES_MAX * 4; attempt += 1)
        expect(body(await gateway.query(JOIN))).toEqual(partial('SUBGRAPH_UNAVAILABLE'));
      const retriesMax = Math.ceil((performance.now() - startedAt) / OPEN_MS);
      const tries = gateway.logged.filter(({ message }) => message === 'a subgraph did not answer').length;
      expect(tries).toBeGreaterThanOrEqual(FAILURES_MAX);
      expect(tries).toBeLessThanOrEqual(FAILURES_MAX + retriesMax);
      const back = await startSubgraph('assignment', assignment.port);
      let answered: unknown;
      do answered = (await gateway.query(JOIN)).json.data.petition.case;
      while (answered === null);
      expect(answered).toEqual({ number: 'VV-1' });
      await back.stop();
    });
  });

  describe('the gateway', () => {
    it('starts, and is ready, with every subgraph down', async () => {
      const nobody = `http://127.0.0.1:${await freePort()}`;
      const alone = await startGateway({ subgraphUrls: { intake: nobody, assignment: nobody }, fastPath });
      expect((await alone.request('/health/ready')).status).toBe(200);
      expect((await alone.query(JOIN)).json).toMatchObject({
        data: { petition: null },
        errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
      });
      await alone.stop();
    });

    it('sends a subgraph who asks, and of the client’s headers nothing', async () => {
      await gateway.query(
        JOIN,
        {},
        {
          cookie: 'a=b',
          'x-forwarded-for': '10.0.0.1',
          'accept-language': 'vi',
          'x-request-id': 'mine',
          authorization: 'Bearer x',
          'user-agent': 'me',
        },
      );
      const { headers, body: sent } = intake.calls[0]!;
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'connection',
        'content-length',
        'content-type',
        'host',
        'x-request-id',
        'x-tiepdan-assertion',
      ]);
      expect(headers['x-request-id']).not.toBe('mine');
      const assertion = headers['x-tiepdan-assertion'] as string;
      expect(verifyAssertion(KEY.intake, { audience: 'intake', body: sent }, assertion, Date.now())).toEqual(CALLER);
      expect(verifyAssertion(KEY.assignment, { audience: 'assignment', body: sent }, assertion, Date.now())).toBeNull();
    });

    it('keeps to its pool of connections, however many ask at once', async () => {
      await gateway.stop();
      gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: assignment.url }, fastPath });
      intake.answerWith((response) =>
        setImmediate(() =>
          response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"petition":{"number":"D-1"}}}'),
        ),
      );
      await Promise.all(Array.from({ length: 250 }, () => gateway.query('{ petition(id: "1") { number } }')));
      await Promise.all(Array.from({ length: 250 }, () => gateway.query('{ petition(id: "1") { number } }')));
      expect(intake.calls).toHaveLength(500);
      expect(intake.connectionsPeak()).toBeLessThanOrEqual(CONNECTIONS_MAX);
    });

    it('finishes what is under way when it is told to stop, and takes nothing new', async () => {
      const held = new Promise<ServerResponse>((arrived) => intake.answerWith(arrived));
      const underWay = gateway.query('{ petition(id: "1") { number } }');
      const response = await held;
      const stopped = gateway.stop();
      await expect(
        new Promise((resolve, reject) =>
          connect(Number(new URL(gateway.url).port), '127.0.0.1')
            .once('connect', resolve)
            .once('error', reject),
        ),
      ).rejects.toThrow('ECONNREFUSED');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"petition":{"number":"D-1"}}}');
      expect((await underWay).json).toEqual({ data: { petition: { number: 'D-1' } } });
      await stopped;
      gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: assignment.url }, fastPath });
    });
  });
});
