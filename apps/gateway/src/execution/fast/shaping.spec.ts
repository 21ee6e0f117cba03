import { composeSmallGraph } from '../../testing/small-graph';
import type { Data } from './merge';
import { preparing, type Prepared } from './prepare';

const { keep } = preparing(composeSmallGraph(), false);
const shapeOf = (query: string) => (keep(query) as Prepared).shape;

const petition = { __typename: 'Petition', id: '1', number: 'D-1', secret: 'not asked for' };

describe('shaping an answer', () => {
  it('leaves nothing in it that was not asked for, and changes nothing of what it was given', () => {
    const given: Data = Object.freeze({ petition: Object.freeze({ ...petition }), other: 1 });
    const shaped = shapeOf('{ petition(id: "1") { number kind: __typename } }')(given, {});
    expect(shaped).toEqual({ data: { petition: { number: 'D-1', kind: 'Petition' } }, errors: [], isCompiled: true });
  });

  it('follows skip and include by the values of this request, defaults among them, and not by those of one before', () => {
    const shape = shapeOf(
      'query ($a: Boolean!, $b: Boolean = false) { petition(id: "1") { id @skip(if: $a) ...P @include(if: $b) } } fragment P on Petition { number }',
    );
    const keys = (variables: object) => {
      const { data, isCompiled } = shape({ petition }, { ...variables });
      return [Object.keys((data as { petition: object }).petition), isCompiled];
    };
    expect(keys({ a: false })).toEqual([['id'], true]);
    expect(keys({ a: true, b: true })).toEqual([['number'], true]);
    expect(keys({ a: false, b: true })).toEqual([['id', 'number'], true]);
    expect(keys({ a: false })).toEqual([['id'], true]);
  });

  it('compiles no more than sixteen shapes of one operation: with five conditions the stock shaping does it', () => {
    const names = [...'abcde'];
    const fields = names.map((name) => `${name}: number @include(if: $${name})`).join(' ');
    const shape = shapeOf(
      `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { petition(id: "1") { ${fields} } }`,
    );
    const variables = Object.fromEntries(names.map((name) => [name, name === 'c']));
    expect(shape({ petition: { c: 'D-1' } }, variables)).toMatchObject({
      data: { petition: { c: 'D-1' } },
      isCompiled: false,
    });
  });

  const nodes = (value: unknown) => ({ petitions: { nodes: value } });
  it.each([
    ['a null where none may be', nodes([null]), null],
    ['a value missing where none may', nodes([{ __typename: 'Petition', id: '1' }]), null],
    ['a leaf of another type', nodes([{ ...petition, number: 5 }]), null],
    ['a type that is not in the schema', nodes([{ ...petition, __typename: 'Nobody' }]), null],
  ])('gives %s to the stock shaping, which says what the client gets', (_, given, data) => {
    const shaped = shapeOf('{ petitions { nodes { id number } } }')(given, {});
    expect([shaped.isCompiled, shaped.data]).toEqual([false, data]);
    expect(shaped.errors).toHaveLength(1);
  });
});
