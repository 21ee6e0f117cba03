import { services } from '../services';
import { accessUnasked } from './access-asked';
import { askingMethods, waysInWithoutAsking } from './access-in-code';
import { silentCanaries } from './lint-canary';

const resolver = (body: string, file = 'apps/x/src/y/y.resolver.ts') => ({ file, text: `class Y {\n${body}\n}` });
const unasked = (source: { file: string; text: string }, ...others: { file: string; text: string }[]) =>
  waysInWithoutAsking(source, askingMethods([source, ...others]));

describe('a way into a service', () => {
  it.each(services)('asks what its caller may do, everywhere in %s', (service) => {
    expect(accessUnasked().filter((each) => each.includes(`apps/${service}/`))).toEqual([]);
  });

  it('is reported with file and line where it asks nobody', () => {
    expect(unasked(resolver('@Query(() => Int)\nall() { return this.read(); }\nread() {}'))).toEqual([
      'apps/x/src/y/y.resolver.ts:3 Y.all',
    ]);
  });

  it.each([
    ['a query', "@Query(() => Int) a() { authorise(principal, 'readLaw'); }"],
    ['a query that asks for its reach', "@Query(() => Int) async a() { (await context.access(book)).reach('x'); }"],
    [
      'through another method',
      '@Query(() => Int) a() { return this.b(); } private b() { this.c(); } c() { decide(); }',
    ],
    ['a field, whose parent was asked for', '@FieldResolver(() => Int) a() { return 1; }'],
    ['a circle of methods', '@Query(() => Int) a() { this.b(); may(); } b() { this.a(); }'],
  ])('is in order: %s', (_, body) => {
    expect(unasked(resolver(body))).toEqual([]);
  });

  it.each([
    ['having an access without asking it', '@Query(() => Int) async a() { await context.access(book); }'],
    ['a method of another class that asks', '@Query(() => Int) a() { return other.b(); }'],
    ['speaking of it in a text', "@Query(() => Int) a() { return 'authorise()'; }"],
  ])('is not: %s', (_, body) => {
    expect(unasked(resolver(body))).toHaveLength(1);
  });

  it('is looked at in routes and in what other services name by a key', () => {
    const route = { file: 'apps/x/src/y/y.route.ts', text: 'export function way() { return 1; }\nfunction inner() {}' };
    expect(unasked(route)).toEqual(['apps/x/src/y/y.route.ts:1 way']);
    const references = `
      One: ({ id }) => ({ id }),
      Two: () => Promise.reject(new AccessDenied('x')),
      Three: ({ id }, context) => ones.findForAccess(id, context),
      Four: ({ id }, context) => context.load(byId, id),`;
    const subgraph = { file: 'apps/x/src/subgraph.ts', text: `build({ references: {${references}\n} });` };
    expect(unasked(subgraph, resolver("findForAccess() { access.may('x', {}); }"))).toEqual([
      'apps/x/src/subgraph.ts:5 reference Four',
    ]);
  });

  it('is proved by a fixture that does not stay silent', async () => {
    expect(await silentCanaries('access-asked')).toEqual([]);
  });
});
