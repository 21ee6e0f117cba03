import { merge, placedAt, representationOf } from './merge';

const isOfType = (typename: string, condition: string) => typename === condition || condition === 'Party';

describe('putting answers together', () => {
  it('adds what came later to what came before, item by item where lists are the same, and the later word counts', () => {
    const data = { case: { id: '1', agency: { id: 'a' }, steps: [{ id: 's1' }, null], note: 'before' } };
    merge(data, { case: { agency: { name: 'Sở' }, steps: [{ on: 'x' }, { id: 's2' }], note: 'after' }, other: null });
    expect(data).toEqual({
      case: { id: '1', agency: { id: 'a', name: 'Sở' }, steps: [{ id: 's1', on: 'x' }, { id: 's2' }], note: 'after' },
      other: null,
    });
    merge(data, { case: { steps: [{ id: 's3' }] } });
    expect(data.case.steps).toEqual([{ id: 's3' }]);
  });

  it('changes nothing of what all objects are, whatever a key is called', () => {
    const data = {};
    merge(data, JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(data).sort()).toEqual(['__proto__', 'constructor']);
  });
});

describe('what is told of an entity', () => {
  const field = (name: string, selections?: object[]) => ({ kind: 'Field', name, ...(selections && { selections }) });
  const on = (typeCondition: string, ...selections: object[]) => ({
    kind: 'InlineFragment',
    typeCondition,
    selections,
  });
  const told = (entity: object, ...selections: object[]) =>
    representationOf(entity as never, selections as never, isOfType);

  it('is what its type asks for, below lists and objects too, and what is null stays null', () => {
    const entity = {
      __typename: 'Case',
      id: '1',
      agency: { id: 'a', name: 'x' },
      steps: [{ id: 's', on: 'y' }, null],
      note: null,
    };
    const selections = [
      field('__typename'),
      field('id'),
      field('agency', [field('id')]),
      field('steps', [field('id')]),
      field('note'),
    ];
    const expected = { __typename: 'Case', id: '1', agency: { id: 'a' }, steps: [{ id: 's' }, null], note: null };
    expect(told(entity, on('Case', ...selections))).toEqual(expected);
    expect(told(entity, on('Party', field('id')))).toEqual({ id: '1' });
    expect(told(entity, on('Visit', field('id')))).toEqual({});
  });

  it('is nothing where something of it is missing', () => {
    expect(told({ __typename: 'Case' }, field('__typename'), field('id'))).toBeNull();
  });
});

describe('everything at a path', () => {
  it('is found with where it stands; what is null, or not there, is left out', () => {
    const data = { cases: [{ agency: { id: 'a' } }, null, { agency: null }, {}, { agency: [{ id: 'b' }, null] }] };
    expect(placedAt([{ data, path: [] }], ['cases', '@', 'agency'])).toEqual([
      { data: { id: 'a' }, path: ['cases', 0, 'agency'] },
      { data: { id: 'b' }, path: ['cases', 4, 'agency', 0] },
    ]);
  });
});
