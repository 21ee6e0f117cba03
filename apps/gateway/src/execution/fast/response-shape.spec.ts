import { buildSchema, isAbstractType, isObjectType, parse, type OperationDefinitionNode } from 'graphql';
import type { IsOfType } from './merge';
import { responseShape } from './response-shape';

const schema = buildSchema(`
  type Query { thing: Thing  party: Party }
  type Thing { id: ID!  name: String  other: Thing }
  union Party = Person | Office
  type Person { id: ID!  name: String }
  type Office { id: ID!  code: String }
`);
const isOfType: IsOfType = (typename, condition) => {
  const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
  return typename === condition || (isObjectType(type) && isAbstractType(wanted) && schema.isSubType(wanted, type));
};
const shapeOf = (query: string): string | null => {
  const document = parse(query);
  return responseShape(schema, isOfType, { document, definition: document.definitions[0] as OperationDefinitionNode });
};

describe('the shape of an answer', () => {
  it.each([
    ['a fragment', '{ thing { ...a } } fragment a on Thing { id name }', '{ thing { id name } }'],
    ['a field asked for twice', '{ thing { id } thing { name id } }', '{ thing { id name } }'],
    ['arguments of the operation', 'query A($x: Int) { thing { id } }', '{ thing { id } }'],
    [
      'fragments on members',
      '{ party { __typename ... on Party { ... on Person { id } } } }',
      '{ party { __typename ... on Person { id } } }',
    ],
    [
      'a condition on a fragment',
      'query ($a: Boolean!) { thing { ... @skip(if: $a) { id } } }',
      'query ($a: Boolean!) { thing { id @skip(if: $a) } }',
    ],
    [
      'conditions in another order',
      'query ($a: Boolean!, $b: Boolean!) { thing { id @skip(if: $a) @include(if: $b) } }',
      'query ($a: Boolean!, $b: Boolean!) { thing { id @include(if: $b) @skip(if: $a) } }',
    ],
    ['what is never taken', '{ thing { id name @skip(if: true) } }', '{ thing { id } }'],
    ['what is always taken', '{ thing { id name @include(if: true) } }', '{ thing { id name } }'],
  ])('is not changed by %s', (_, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  it.each([
    ['the order of keys', '{ thing { id name } }', '{ thing { name id } }'],
    ['the order through a fragment', '{ thing { ...a id } } fragment a on Thing { name }', '{ thing { id name } }'],
    ['an alias', '{ thing { key: id } }', '{ thing { id } }'],
    ['a key more', '{ thing { id __typename } }', '{ thing { id } }'],
    ['a key more far below', '{ thing { other { other { id } } } }', '{ thing { other { other { id name } } } }'],
    ['what one member has', '{ party { ... on Person { id } } }', '{ party { ... on Office { id } } }'],
    ['a condition', 'query ($a: Boolean!) { thing { id @skip(if: $a) } }', 'query ($a: Boolean!) { thing { id } }'],
    [
      'skip for include',
      'query ($a: Boolean!) { thing { id @skip(if: $a) } }',
      'query ($a: Boolean!) { thing { id @include(if: $a) } }',
    ],
    [
      'where a condition stands',
      'query ($a: Boolean!) { thing @skip(if: $a) { id } }',
      'query ($a: Boolean!) { thing { id @skip(if: $a) } }',
    ],
    [
      'which of two fields is conditional',
      'query ($a: Boolean!) { thing { other { id } other @skip(if: $a) { name } } }',
      'query ($a: Boolean!) { thing { other { name } other @skip(if: $a) { id } } }',
    ],
  ])('is changed by %s', (_, one, other) => {
    expect(shapeOf(one)).not.toBeNull();
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });

  it('cannot be told of a field or type that clients do not see, nor of thousands of keys', () => {
    expect(shapeOf('{ thing { hidden } }')).toBeNull();
    expect(shapeOf('{ party { ... on Hidden { id } } }')).toBeNull();
    const many = Array.from({ length: 5_000 }, (_, index) => `a${index}: id`).join(' ');
    expect(shapeOf(`{ thing { ${many} } }`)).toBeNull();
  });
});
