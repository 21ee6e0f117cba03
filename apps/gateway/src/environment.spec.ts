import { readGatewayEnvironment } from './environment';

const given = process.env;
afterEach(() => void (process.env = given));
const read = (values: NodeJS.ProcessEnv) => {
  process.env = values;
  return readGatewayEnvironment();
};
const key = 'ab'.repeat(32);
const good = {
  OIDC_ISSUER: 'https://provider.example',
  SUBGRAPHS: JSON.stringify({ assignment: { url: 'http://assignment:4002/graphql', key } }),
};

describe('the environment of the gateway', () => {
  it('is complete with a provider and the subgraphs', () => {
    const { SUBGRAPHS, ...rest } = read(good);
    expect(SUBGRAPHS.assignment).toMatchObject({ url: 'http://assignment:4002/graphql' });
    expect(SUBGRAPHS.assignment.key.export().toString('hex')).toBe(key);
    expect(rest).toEqual({
      PORT: 4000,
      TRUSTED_PROXIES: 0,
      DOCUMENTS: 'apps/gateway/documents.json',
      FAST_PATH: 'on',
      OIDC_ISSUER: 'https://provider.example',
      OIDC_AUDIENCE: 'tiepdan-graph',
      SUPERGRAPH: 'apps/gateway/supergraph.graphql',
      ASSETS: 'node_modules',
      NODE_ENV: 'development',
    });
  });
  it.each([
    ['OIDC_ISSUER', { OIDC_ISSUER: 'ftp://provider' }],
    ['SUBGRAPHS', { SUBGRAPHS: '{' }],
    ['SUBGRAPHS.assignment', { SUBGRAPHS: JSON.stringify({ intake: { url: 'http://intake', key } }) }],
    [
      'SUBGRAPHS.assignment.key',
      { SUBGRAPHS: JSON.stringify({ assignment: { url: 'http://intake', key: 'secret' } }) },
    ],
    ['PORT', { PORT: '70000' }],
  ])('is refused by the name of %s, without a value', (name, wrong) => {
    const act = () => read({ ...good, ...wrong });
    expect(act).toThrow(`  ${name}: `);
    expect(act).not.toThrow(/secret|ftp/);
  });
});
