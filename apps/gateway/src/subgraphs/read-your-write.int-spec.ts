import { startGateway, type TestGateway } from '../testing/gateway';
import { AGGREGATE, startSubgraph, TOPIC, type TestSubgraph } from '../testing/subgraph';

let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway;

beforeEach(async () => {
  [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
  gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: assignment.url } });
});
afterEach(async () => {
  await gateway.stop();
  await Promise.all([intake.stop(), assignment.stop()]);
});

const waitedFor = ({ calls }: TestSubgraph) => calls.map(({ headers }) => headers['x-tiepdan-wait-for']);
const RECEIVE = 'mutation { receivePetition(number: "D-9") { number case { number } } }';

describe('what a mutation wrote', () => {
  it('must be visible to the other subgraphs of the same operation, and is told to the client', async () => {
    const { json } = await gateway.query(RECEIVE);
    expect(json.data).toEqual({ receivePetition: { number: 'D-9', case: { number: `VV-${AGGREGATE}` } } });
    expect(json.extensions).toEqual({ written: [{ topic: TOPIC, id: AGGREGATE, version: 1 }] });
    expect(waitedFor(intake)).toEqual([undefined]);
    expect(waitedFor(assignment)).toEqual([`${TOPIC}/${AGGREGATE}:1`]);
  });

  it('is not waited for by the subgraph that wrote it', async () => {
    const { json } = await gateway.query(RECEIVE.replace('case { number }', 'case { petition { number } }'));
    expect(json.data.receivePetition.case).toEqual({ petition: { number: `D-${AGGREGATE}` } });
    expect(waitedFor(intake)).toEqual([undefined, undefined]);
  });

  it('is no matter of the next operation', async () => {
    await gateway.query(RECEIVE);
    const { json } = await gateway.query('{ petition(id: "1") { case { number } } }');
    expect(json.extensions).toBeUndefined();
    expect(waitedFor(assignment)).toEqual([`${TOPIC}/${AGGREGATE}:1`, undefined]);
  });

  it('may be asked for by the client in a later request', async () => {
    const headers = { 'x-tiepdan-wait-for': `${TOPIC}/${AGGREGATE}:7` };
    const { json } = await gateway.query('{ petition(id: "1") { case { number } } }', {}, headers);
    expect(json.data.petition.case).toEqual({ number: 'VV-1' });
    expect(waitedFor(assignment)).toEqual([`${TOPIC}/${AGGREGATE}:7`]);
  });

  it('is not lost where another subgraph is not there yet', async () => {
    assignment.answerWith((response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"data":null,"errors":[{"message":"chưa thấy","extensions":{"code":"NOT_YET_VISIBLE"}}]}'),
    );
    const { json } = await gateway.query(RECEIVE);
    expect(json).toEqual({
      data: { receivePetition: { number: 'D-9', case: null } },
      errors: [{ message: 'chưa thấy', extensions: { code: 'NOT_YET_VISIBLE', service: 'assignment' } }],
      extensions: { written: [{ topic: TOPIC, id: AGGREGATE, version: 1 }] },
    });
  });
});
