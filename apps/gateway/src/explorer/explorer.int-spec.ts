import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, parse, validate, type OperationDefinitionNode } from 'graphql';
import { explorerExamples } from './explorer-examples';
import { readRegister } from '../documents/registered-documents';
import { startGateway, type TestGateway } from '../testing/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  const nobody = 'http://127.0.0.1:9';
  gateway = await startGateway({
    subgraphUrls: { intake: nobody, assignment: nobody },
    identify: () => Promise.resolve(null),
  });
});
afterAll(() => gateway.stop());

describe('the explorer', () => {
  it.each(['/', '/graphql'])('opens at %s without a token, and may load from nowhere else', async (path) => {
    const { status, headers, text } = await gateway.request(path, {
      headers: { accept: 'text/html,application/xhtml+xml' },
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers.get('content-security-policy')).not.toMatch(/http|unsafe-eval|\*/);
    expect(text).not.toMatch(/https?:\/\//);
  });

  it('brings every file that its page names, and these name no font or style elsewhere', async () => {
    const page = await gateway.request('/');
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files).toHaveLength(6);
    for (const file of files) {
      const { status, text } = await gateway.request(file);
      expect([file, status, text.length > 500]).toEqual([file, 200, true]);
      if (file.endsWith('.css')) expect(text).not.toMatch(/url\(["']?(https?:)?\/\//);
    }
  });

  it('serves nothing but its own files', async () => {
    for (const path of ['/explorer/../package.json', '/explorer/%2e%2e/package.json', '/explorer/graphiql.js.map'])
      expect((await gateway.request(path)).status).toBe(404);
  });

  const graph = buildSchema(readFileSync('apps/gateway/schema.graphql', 'utf8'));
  const registered = [...readRegister(readFileSync('apps/gateway/documents.json', 'utf8')).values()];
  it.each(explorerExamples.map((example) => [example.document, example] as const))(
    'offers %s as it is registered, with variables that fit',
    (_, { document: wanted, variables = {} }) => {
      const document = parse(registered.find(({ name }) => name === wanted)!.query);
      const [operation] = document.definitions as OperationDefinitionNode[];
      expect(validate(graph, document)).toEqual([]);
      expect(getVariableValues(graph, operation!.variableDefinitions ?? [], variables).errors).toBeUndefined();
    },
  );
});
