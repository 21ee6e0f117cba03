import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@tiepdan/access';
import { describeDocuments } from './describe-documents';
import { documentIdOf, findDocument, readRegister, type DocumentRegister } from './registered-documents';
import { CALLER, EXECUTORS, jsonPost, startGateway, type TestGateway } from '../testing/gateway';
import { composeSmallGraph } from '../testing/small-graph';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

const QUERY = 'query Petition($id: ID!) { petition(id: $id) { id number } }';
const TRACK = 'query Track($receipt: String!) { trackPetition(receipt: $receipt) { rights } }';
/** Whose duty it is to look where nobody thought of looking. */
const FREE: readonly string[] = ['inspector', 'analyst', 'overseer', 'administrator'];
const OTHER = '{ petition(id: "1") { number } }';
const ID = documentIdOf(QUERY);
const register = readRegister(
  JSON.stringify({ [ID]: { name: 'Petition', query: QUERY }, [documentIdOf(TRACK)]: { name: 'Track', query: TRACK } }),
);

describe.each(EXECUTORS)('a registered document, by %s', (_executor, fastPath) => {
  let intake: TestSubgraph, gateway: TestGateway, free: TestGateway;
  beforeAll(async () => {
    intake = await startSubgraph('intake');
    const parts = { subgraphUrls: { intake: intake.url, assignment: intake.url }, fastPath, documents: register };
    // The token names the role; without one it is nobody.
    const identify = (authorization: string | undefined) =>
      Promise.resolve(authorization ? { ...CALLER, roles: [authorization.split(' ')[1]!] } : null);
    gateway = await startGateway({ ...parts, identify, areDocumentsFree: false });
    free = await startGateway(parts);
  });
  afterAll(async () => {
    await Promise.all([gateway.stop(), free.stop()]);
    await intake.stop();
  });

  const ask = async (body: unknown, role: string | null = 'receptionist', at = gateway) => {
    const { status, json } = await at.request(
      '/graphql',
      jsonPost(body, role ? { authorization: `Bearer ${role}` } : {}),
    );
    return [status, json.errors?.[0].extensions.code ?? json.data];
  };
  const variables = { id: '7' };
  const found = [200, { petition: { id: '7', number: 'D-7' } }];

  it.each<[string, object]>([
    ['its id', { documentId: `sha256:${ID}`, variables }],
    ['its bare id', { documentId: ID, variables }],
    ['its id and the name of its operation', { documentId: ID, operationName: 'Petition', variables }],
    ['its id and its text', { documentId: ID, query: QUERY, variables }],
    ['its id as other clients send it', { extensions: { persistedQuery: { version: 1, sha256Hash: ID } }, variables }],
  ])('is run by %s, for any role', async (_, body) => {
    expect(await ask(body)).toEqual(found);
  });

  it.each<[string, object]>([
    ['an id nobody registered', { documentId: `sha256:${'0'.repeat(64)}` }],
    ['an id nobody registered, with a text to be kept under it', { documentId: documentIdOf(OTHER), query: OTHER }],
    [
      'the same as other clients do it',
      { query: OTHER, extensions: { persistedQuery: { version: 1, sha256Hash: documentIdOf(OTHER) } } },
    ],
    ['an id with another text', { documentId: ID, query: OTHER, variables }],
    ['an id with the same text written otherwise', { documentId: ID, query: `${QUERY} `, variables }],
    ['an id that is a number', { documentId: 5 }],
    ['an id that is null', { documentId: null }],
    ['an id that every object has', { documentId: 'constructor' }],
    ['a hash that is missing', { query: OTHER, extensions: { persistedQuery: {} } }],
  ])('attack 15: %s is refused whoever asks, nothing is run and nothing kept', async (_, body) => {
    const callsBefore = intake.calls.length;
    for (const at of [gateway, free])
      for (let time = 0; time < 2; time += 1)
        expect(await ask(body, 'administrator', at)).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(intake.calls).toHaveLength(callsBefore);
  });

  it('is all that most roles may ask; some may ask in words of their own', async () => {
    const callsBefore = intake.calls.length;
    for (const role of roles.filter((each) => !FREE.includes(each)))
      expect(await ask({ query: OTHER }, role)).toEqual([403, 'DOCUMENT_NOT_REGISTERED']);
    expect(await ask({ query: QUERY, variables })).toEqual([403, 'DOCUMENT_NOT_REGISTERED']);
    expect(intake.calls).toHaveLength(callsBefore);
    for (const role of FREE) expect(await ask({ query: OTHER }, role)).toEqual([200, { petition: { number: 'D-1' } }]);
    expect(await ask({ query: OTHER }, 'receptionist', free)).toEqual([200, { petition: { number: 'D-1' } }]);
  });

  it('lets a citizen without an account follow their petition, and nothing else', async () => {
    const track = { documentId: documentIdOf(TRACK), variables: { receipt: '1' } };
    expect(await ask(track, null)).toEqual([200, { trackPetition: { rights: ['Rút đơn'] } }]);
    expect(await ask({ query: TRACK, variables: { receipt: '1' } }, null)).toEqual([403, 'DOCUMENT_NOT_REGISTERED']);
    expect(await ask({ documentId: ID, variables }, null)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await ask({ documentId: '0' }, null)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('the register', () => {
  it('knows one request by however its document is asked for, so that it is prepared once', () => {
    const request = { query: QUERY, variables: null, operationName: null };
    expect(findDocument(register, { documentId: ID, operationName: 'Petition' })).toEqual({
      request,
      isRegistered: true,
    });
    expect(findDocument(register, { documentId: ID, query: QUERY })).toEqual({ request, isRegistered: true });
  });

  it('is not read when a text in it is not the one its id was made of', () => {
    const changed = JSON.stringify({ [ID]: { name: 'Petition', query: QUERY.replace('number', 'id') } });
    expect(() => readRegister(changed)).toThrow(
      'The text of the registered document Petition is not the one of its id.',
    );
  });

  const described = async (files: Readonly<Record<string, string>>) => {
    const folder = await mkdtemp(join(tmpdir(), 'documents-'));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    return describeDocuments(folder, composeSmallGraph());
  };

  it('says of each document what it costs and which services it asks in which order', async () => {
    const join = 'query Join($first: Int) { petitions(first: $first) { nodes { number case { number } } } }';
    expect(await described({ 'Petition.graphql': QUERY, 'Join.graphql': join, 'notes.md': '' })).toEqual([
      expect.objectContaining({
        name: 'Join',
        cost: 201,
        fetches: { intake: 1, assignment: 1 },
        route: 'intake → assignment',
        isPassable: false,
      }),
      expect.objectContaining({
        name: 'Petition',
        id: ID,
        cost: 1,
        fetches: { intake: 1 },
        route: 'intake',
        isPassable: true,
      }),
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['does not fit the schema', 'query A { nothing }', /A\.graphql: Cannot query field "nothing"/],
    ['cannot be parsed', 'query A {', /A\.graphql: Syntax Error/],
    [
      'holds two operations',
      'query A { petition(id: "1") { id } } query B { secret }',
      /A\.graphql: a registered document holds one operation/,
    ],
    [
      'bears another name than its file',
      'query B { secret }',
      /A\.graphql: the file must have the name of its operation/,
    ],
    [
      'costs too much',
      'query A($first: Int) { petitions(first: $first) { nodes { duplicates(first: $first) { nodes { duplicates(first: $first) { nodes { id } } } } } } }',
      /A\.graphql: Truy vấn lấy quá nhiều dữ liệu/,
    ],
    [
      'is nested too deep',
      `query A { case(id: "1") ${'{ sibling '.repeat(20)} { id } ${'}'.repeat(20)} }`,
      /A\.graphql: Truy vấn lồng quá/,
    ],
  ])('takes no document that %s, and says which', async (_, text, message) => {
    await expect(described({ 'A.graphql': text, 'Petition.graphql': QUERY })).rejects.toThrow(message);
  });

  it('of the project holds what its folder holds', () => {
    const supergraph = readFileSync('apps/gateway/supergraph.graphql', 'utf8');
    const inFolder = describeDocuments('apps/gateway/documents', supergraph).map(({ id }) => id);
    const registered: DocumentRegister = readRegister(readFileSync('apps/gateway/documents.json', 'utf8'));
    expect([...registered.keys()].sort()).toEqual(inFolder.sort());
  });
});
