import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { preparing, type Prepared } from './prepare';

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
  const prepared = preparing(supergraphOf(services), false).prepare(query, undefined);
  if (typeof prepared === 'string' || 'refusals' in prepared) throw new Error(JSON.stringify(prepared));
  return prepared;
};

describe('a text that is known to be asked', () => {
  it('stays prepared, however many others are asked', () => {
    const services = { things: `${importing('"@key"')} ${thing} { id: ID! name: String }` };
    const preparations = preparing(supergraphOf(services), false);
    const kept = preparations.keep('{ thing { id } }');
    const other = preparations.prepare('{ thing { name } }', undefined);
    for (let each = 0; each < 2_100; each += 1) preparations.prepare(`{ a${each}: nothing }`, undefined);
    expect(preparations.prepare('{ thing { id } }', undefined)).toBe(kept);
    expect(preparations.prepare('{ thing { name } }', undefined)).not.toBe(other);
  }, 20_000);
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
