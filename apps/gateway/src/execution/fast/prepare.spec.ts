import { composeServices } from '@apollo/composition';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { preparing, type Checked, type Prepared } from './prepare';

const importing = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;

const thing = 'type Query { thing: Thing } type Thing @key(fields: "id")';

const supergraphOf = (services: Readonly<Record<string, string>>): string => {
  const definitions = Object.entries(services).map(([name, text]) => ({
    name,
    typeDefs: parse(text),
    url: 'http://x.invalid',
  }));
  const { supergraphSdl, errors } = composeServices(definitions);
  if (!supergraphSdl) throw new Error(errors?.join());
  return supergraphSdl;
};

const preparedOf = (services: Readonly<Record<string, string>>, query: string): Prepared => {
  const prepared = preparing(supergraphOf(services), false).keep(query);
  if (typeof prepared === 'string' || 'refusals' in prepared) throw new Error(JSON.stringify(prepared));
  return prepared;
};

describe('a text that is known to be asked', () => {
  it('stays prepared, however many others are asked', () => {
    const services = { things: `${importing('"@key"')} ${thing} { id: ID! name: String }` };
    const preparations = preparing(supergraphOf(services), false);
    const kept = preparations.keep('{ thing { id } }');
    const other = preparations.check('{ thing { name } }', undefined);
    for (let each = 0; each < 2_100; each += 1) preparations.check(`{ a${each}: nothing }`, undefined);
    expect((preparations.check('{ thing { id } }', undefined) as Checked).prepared()).toBe(kept);
    expect(preparations.check('{ thing { name } }', undefined)).not.toBe(other);
  }, 20_000);

  it('is planned when it is first run and not when it is looked at, so that what is refused is never planned', () => {
    const plan = jest.spyOn(QueryPlanner.prototype, 'buildQueryPlan');
    const { check } = preparing(supergraphOf({ things: `${importing('"@key"')} ${thing} { id: ID! }` }), false);
    const checked = check('{ thing { id } }', undefined) as Checked;
    expect(plan).not.toHaveBeenCalled();
    expect(checked.prepared()).toBe(checked.prepared());
    expect(plan).toHaveBeenCalledTimes(1);
    plan.mockRestore();
  });
});

describe('entities may be put into a first answer unread', () => {
  const services = (more = '') => ({
    cases: `${importing('"@key"')} type Query { cases: [Case!]! case: Case any: Any } type Case { number: String thing: Thing
      things: [Thing!] other: Case } union Any = Case | Thing type Thing @key(fields: "id") { id: ID! } ${more}`,
    things: `${importing('"@key"')} type Thing @key(fields: "id") { id: ID! name: String note: String }`,
  });
  const isSpliced = (query: string, more?: string) => {
    const { splicing } = preparedOf(services(more), query);
    return splicing !== null && splicing.entities.every(({ completeFor }) => completeFor({}) !== null);
  };

  it.each([
    ['an entity in each item of a list', '{ cases { number thing { name } } }'],
    ['its key too', '{ case { thing { id name } number } }'],
    ['a condition below it', 'query ($a: Boolean!) { case { thing { note name @skip(if: $a) } } }'],
    ['entities at several keys', '{ case { a: thing { name } other { b: thing { name } } } }'],
  ])('where there is %s', (_, query) => expect(isSpliced(query)).toBe(true));

  it.each([
    ['there is none', '{ cases { number } }'],
    ['it stands at one key in several places', '{ case { thing { name } other { thing { name } } } }'],
    ['another field has the same key', '{ case { thing { name } other { thing: number } } }'],
    ['a list of them stands at one key', '{ case { things { name } } }'],
    ['it is asked for under a condition', 'query ($a: Boolean!) { case { thing @skip(if: $a) { name } } }'],
    ['its key is given another name by the first service', '{ case { thing { key: id name } } }'],
    ['the first service tells keys in another order', '{ case { other { number } thing { name } } __typename }'],
    ['a type on the way to it is one of several', '{ any { __typename ... on Case { thing { name } } } }'],
  ])('but not where %s', (_, query) => expect(isSpliced(query)).toBe(false));

  it('but not where two services tell of one entity', () => {
    const weights = `${importing('"@key"')} type Thing @key(fields: "id") { id: ID! weight: Int }`;
    const splicingOf = (query: string) => preparedOf({ ...services(), weights }, query).splicing;
    expect(splicingOf('{ case { thing { weight } } }')).not.toBeNull();
    expect(splicingOf('{ case { thing { name weight } } }')).toBeNull();
  });

  it('but nowhere, if anything of the graph is hidden from clients', () => {
    const { cases, things } = services();
    const hiding = things.replace('"@key"', '"@key", "@inaccessible"').replace('note: String', '$& @inaccessible');
    const query = '{ case { thing { name } } }';
    expect(preparedOf({ cases, things }, query).splicing).not.toBeNull();
    expect(preparedOf({ cases, things: hiding }, query).splicing).toBeNull();
  });

  it('but nowhere in a graph whose scalars may hold anything', () => {
    expect(isSpliced('{ case { thing { name } } }', 'scalar Date')).toBe(true);
    expect(isSpliced('{ case { thing { name } } }', 'scalar Anything')).toBe(false);
  });
});

describe('an answer may be passed on unread', () => {
  const isPassable = (services: Readonly<Record<string, string>>, query = '{ thing { id name } }') =>
    preparedOf(services, query).isPassable;
  it('where all of it comes from one fetch of the same shape', () => {
    const services = { things: `${importing('"@key"')} ${thing} { id: ID! name: String }` };
    expect(isPassable(services)).toBe(true);
    expect(
      isPassable(services, 'query ($a: Boolean!) { a: thing { ...f @skip(if: $a) } } fragment f on Thing { b: name }'),
    ).toBe(true);
    expect(isPassable(services, '{ thing { id } __typename }')).toBe(false);
  });

  it('nowhere, if anything of the graph is hidden from clients', () => {
    const services = {
      things: `${importing('"@key", "@inaccessible"')} ${thing} { id: ID! name: String secret: String @inaccessible }`,
    };
    expect(isPassable(services)).toBe(false);
  });

  it('nowhere, if a subgraph knows an interface by another type', () => {
    const services = {
      things: `${importing('"@key"')} type Query { thing: Named } interface Named @key(fields: "id") { id: ID! name: String }
        type Thing implements Named @key(fields: "id") { id: ID! name: String }`,
      others: `${importing('"@key", "@interfaceObject"')} type Named @key(fields: "id") @interfaceObject { id: ID! size: Int }`,
    };
    expect(isPassable(services, '{ thing { __typename id name } }')).toBe(false);
  });
});
