import { serveMetrics } from './metrics';
import { freePort } from '../testing/http-server';
import { startGateway, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

let intake: TestSubgraph, gateway: TestGateway;
let url: string;
const stops: (() => unknown)[] = [];
beforeAll(async () => {
  intake = await startSubgraph('intake');
  gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: intake.url } });
  const port = await serveMetrics(await freePort(), gateway.ways, (_, stop) => void stops.push(stop));
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await gateway.stop();
  await intake.stop();
});

const lines = async () =>
  (await (await fetch(`${url}/metrics`)).text())
    .split('\n')
    .filter((line) => line.startsWith('tiepdan_gateway_operations_total'));

describe('the metrics of the gateway', () => {
  it('tell which way each operation went and why, and nothing of who asked', async () => {
    await gateway.query('{ petition(id: "1") { id number } }');
    await gateway.query('mutation { receivePetition(number: "1") { id } }');
    await gateway.query('{ secret }');
    await gateway.query('{ __schema { description } }');
    await gateway.query('{ nothing }');
    await gateway.query(`{ petition(id: "1") { ${'id @skip(if: false) '.repeat(25)} } }`);
    intake.answerWith((response) =>
      response.setHeader('content-type', 'application/json').end('{"data":{"petition":{"id":null}}}'),
    );
    await gateway.query('{ petition(id: "2") { id } }');
    intake.answerWith(null);
    expect((await lines()).sort()).toEqual([
      'tiepdan_gateway_operations_total{way="compiled",reason=""} 2',
      'tiepdan_gateway_operations_total{way="piped",reason=""} 1',
      'tiepdan_gateway_operations_total{way="refused",reason=""} 2',
      'tiepdan_gateway_operations_total{way="shaped_by_stock",reason=""} 1',
      'tiepdan_gateway_operations_total{way="spliced",reason=""} 0',
      'tiepdan_gateway_operations_total{way="stock",reason="INTROSPECTION"} 1',
    ]);
  });

  it('tell what the process uses, and nothing is served but them, nor where clients ask', async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect((await fetch(`${url}/graphql`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await gateway.request('/metrics')).status).toBe(404);
  });
});
