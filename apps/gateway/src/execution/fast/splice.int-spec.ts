import type { ServerResponse } from 'node:http';
import { PLAIN_HEADER } from '@tiepdan/access';
import { startGateway, type TestGateway } from '../../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../../testing/subgraph';

const QUERY = '{ worklist { number petition { number } } }';
let intake: TestSubgraph, assignment: TestSubgraph, gateway: TestGateway;

beforeEach(async () => {
  [intake, assignment] = await Promise.all([startSubgraph('intake'), startSubgraph('assignment')]);
  gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: assignment.url } });
});
afterEach(async () => {
  await gateway.stop();
  await Promise.all([intake.stop(), assignment.stop()]);
});

const answering =
  (text: string, headers: Record<string, string> = { [PLAIN_HEADER]: '1' }) =>
  (response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
const worklistOf = (...cases: object[]) => JSON.stringify({ data: { worklist: cases } });
const petition = (id: string) => ({ __typename: 'Petition', id });
const idsAskedFor = () =>
  intake.calls.map(({ body }) => (JSON.parse(body).variables.representations as { id: string }[]).map(({ id }) => id));

describe('what another service tells of entities is put into the first answer unread', () => {
  it('as the client asked for it, each entity asked for once', async () => {
    expect((await gateway.query(QUERY)).text).toBe(
      '{"data":{"worklist":[{"number":"VV-0","petition":{"number":"D-1"}},{"number":"VV-1","petition":{"number":"D-2"}},' +
        '{"number":"VV-2","petition":null},{"number":"VV-3","petition":{"number":"D-1"}}]}}\n',
    );
    expect(idsAskedFor()).toEqual([['1', '2']]);
    expect(gateway.ways).toMatchObject({ spliced: 1, compiled: 0 });
  });

  it('with its type, its key and variables', async () => {
    const query =
      'query ($first: Int, $a: Boolean!) { worklist { petition { duplicates(first: $first) { nodes { id } } ' +
      'number @skip(if: $a) id __typename } } }';
    const { json } = await gateway.query(query, { first: 3, a: true });
    expect(JSON.stringify(json.data.worklist[1])).toBe(
      '{"petition":{"duplicates":{"nodes":[]},"id":"2","__typename":"Petition"}}',
    );
    expect(JSON.parse(intake.calls[0]!.body).variables).toMatchObject({ first: 3, a: true });
    expect((await gateway.query(query, { first: 3, a: false })).json.data.worklist[1].petition.number).toBe('D-2');
    expect(gateway.ways).toMatchObject({ spliced: 2, compiled: 0 });
  });

  it('at several keys, each in its place', async () => {
    const { text } = await gateway.query('{ worklist { b: petition { number } a: petition { id number } id } }');
    expect(JSON.stringify(JSON.parse(text).data.worklist[1])).toBe(
      '{"b":{"number":"D-2"},"a":{"id":"2","number":"D-2"},"id":"c1"}',
    );
    expect(gateway.ways).toMatchObject({ spliced: 1, compiled: 0 });
  });

  it('whatever stands in texts around it', async () => {
    const number = '"petition":{"__typename":"Petition","id":"1"} Đơn';
    assignment.answerWith(answering(worklistOf({ number, petition: petition('số 1') }, { number, petition: null })));
    expect((await gateway.query(QUERY)).json.data.worklist).toEqual([
      { number, petition: { number: 'D-số 1' } },
      { number, petition: null },
    ]);
    expect(gateway.ways).toMatchObject({ spliced: 1, compiled: 0 });
  });
});

describe('a first answer is read, and nothing is fetched again,', () => {
  const usual = { number: 'VV-1', petition: petition('1') };
  const listed = { number: 'VV-1', petition: { number: 'D-1' } };
  it.each([
    ['is not marked', answering(worklistOf(usual), {}), [listed]],
    [
      'is written with spaces',
      answering('{"data":{"worklist":[{"number":"VV-1", "petition" : {"__typename":"Petition", "id":"1"}}]}}'),
      [listed],
    ],
    ...['"2"', 'a\\b'].map((id) => [
      `holds an id that must be read to be known (${id})`,
      answering(worklistOf(usual, { ...usual, petition: petition(id) })),
      [listed, { ...listed, petition: { number: `D-${id}` } }],
    ]),
    [
      'holds something else where the entity should be',
      answering(worklistOf(usual, { ...usual, petition: { id: '1', __typename: 'Petition' } })),
      [listed, listed],
    ],
    [
      'holds more of an entity than was asked for',
      answering(worklistOf(usual, { ...usual, petition: { ...petition('1'), more: true } })),
      [listed, listed],
    ],
    ['holds no entity', answering(worklistOf({ ...usual, petition: null })), [{ ...listed, petition: null }]],
  ] as [string, (response: ServerResponse) => void, object[]][])('where it %s', async (_, answer, expected) => {
    assignment.answerWith(answer);
    expect((await gateway.query(QUERY)).json).toEqual({ data: { worklist: expected } });
    expect([assignment.calls.length, intake.calls.length <= 1]).toEqual([1, true]);
    expect(gateway.ways).toMatchObject({ spliced: 0, compiled: 1 });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['is down', (response) => void response.writeHead(503).end()],
    ['answers garbage', (response) => void response.end('<html>')],
    ['claims that garbage is plain', answering('<html>')],
    ['claims so of other entities than were asked for', answering('{"data":{"_entities":[]}}')],
    ['claims so of nothing', answering('{"data":null}')],
  ])('where the other service %s', async (_, answer) => {
    intake.answerWith(answer);
    const { status, json } = await gateway.query(QUERY);
    expect([status, json.data.worklist[1]]).toEqual([200, { number: 'VV-1', petition: null }]);
    expect([assignment.calls.length, intake.calls.length]).toEqual([1, 1]);
    expect(gateway.ways).toMatchObject({ spliced: 0, shapedByStock: 1 });
  });

  it('where the other service tells of an error', async () => {
    const errors = [{ message: 'Không.', path: ['_entities', 1, 'number'], extensions: { code: 'FORBIDDEN' } }];
    intake.answerWith(
      answering(JSON.stringify({ errors, data: { _entities: [{ number: 'D-1' }, { number: 'D-2' }] } }), {}),
    );
    const { json } = await gateway.query(QUERY);
    expect(json.errors).toMatchObject([{ message: 'Không.', path: ['worklist', 1, 'petition', 'number'] }]);
    expect([assignment.calls.length, intake.calls.length]).toEqual([1, 1]);
  });

  it('where it is of a mutation, whose answer tells what was written', async () => {
    const { json } = await gateway.query('mutation { receivePetition(number: "1") { case { number } } }');
    expect(json).toMatchObject({ data: { receivePetition: { case: {} } }, extensions: { written: [{ version: 1 }] } });
    expect(gateway.ways).toMatchObject({ spliced: 0, compiled: 1 });
  });

  it('where an entity is not as the schema says, which is told as the stock gateway tells it', async () => {
    intake.answerWith(answering('{"data":{"_entities":[{"number":"D-1"},{"number":null}]}}'));
    const { json } = await gateway.query(QUERY);
    expect(json.data.worklist.map((each: { petition: unknown }) => each.petition)).toEqual([
      { number: 'D-1' },
      null,
      null,
      { number: 'D-1' },
    ]);
    expect(json.extensions.valueCompletion).toHaveLength(1);
    expect([assignment.calls.length, intake.calls.length]).toEqual([1, 1]);
    expect(gateway.ways).toMatchObject({ spliced: 0, shapedByStock: 1 });
  });
});
