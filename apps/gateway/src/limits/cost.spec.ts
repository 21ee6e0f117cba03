import { buildSchema, getOperationAST, parse } from 'graphql';
import { costLimit, QUERY_COST_MAX } from './cost';

const schema = buildSchema(`
  type Query { things(first: Int): Things!  thing: Thing }
  type Things { nodes: [Thing!]! }
  type Thing { id: ID!  part: Thing  things(first: Int): Things!  labels: [String!]! }
`);
const check = costLimit(schema);
const measure = (text: string, variables = {}) => {
  const document = parse(text);
  check(document, getOperationAST(document)!, variables);
};
const code = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
  return 'accepted';
};
const page = (first: string, chain: number) =>
  `things(first: ${first}) { nodes { ${'part { '.repeat(chain)} id ${'}'.repeat(chain)} } }`;

describe('the cost of a query', () => {
  it('counts each object field as often as its page is long, to the last one allowed', () => {
    const withChain = (chain: number) => `{ ${page('100', chain)} }`;
    expect(QUERY_COST_MAX).toBe(20_000);
    expect(code(() => measure(withChain(198)))).toBe('accepted');
    expect(code(() => measure(withChain(199)))).toBe('QUERY_TOO_COSTLY');
  });
  it.each(['', '(first: null)'])('counts a page told as "%s" as 20', (told) => {
    const withChain = (chain: number) => `{ ${page('0', chain).replace('(first: 0)', told)} }`;
    expect(code(() => measure(withChain(998)))).toBe('accepted');
    expect(code(() => measure(withChain(999)))).toBe('QUERY_TOO_COSTLY');
  });
  it('takes the size of a page from the variable, else from its default, else as 20', () => {
    const query = (declared: string) => `query ($size: ${declared}) { ${page('$size', 250)} }`;
    expect(code(() => measure(query('Int'), { size: 79 }))).toBe('accepted');
    expect(code(() => measure(query('Int'), { size: 80 }))).toBe('QUERY_TOO_COSTLY');
    expect(code(() => measure(query('Int = 80')))).toBe('QUERY_TOO_COSTLY');
    expect(code(() => measure(query('Int')))).toBe('accepted');
    expect(code(() => measure(query('Int = 80'), { size: null }))).toBe('accepted');
  });
  it('counts fragments wherever they are spread, in time that grows with the text only', () => {
    const layers = Array.from(
      { length: 40 },
      (_, index) =>
        `fragment f${index} on Thing { part { ...f${index + 1} } things(first: 1) { nodes { ...f${index + 1} } } }`,
    );
    expect(code(() => measure(`{ thing { ...f0 } } ${layers.join(' ')} fragment f40 on Thing { id }`))).toBe(
      'QUERY_TOO_COSTLY',
    );
  });
  it('remembers nothing of one request’s page sizes for the next', () => {
    const document = parse(`query ($size: Int) { ${page('$size', 250)} }`);
    const operation = getOperationAST(document)!;
    expect(code(() => check(document, operation, { size: 10 }))).toBe('accepted');
    expect(code(() => check(document, operation, { size: 100 }))).toBe('QUERY_TOO_COSTLY');
  });
});
