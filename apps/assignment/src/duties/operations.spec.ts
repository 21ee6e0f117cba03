import { roles } from '@tiepdan/access';
import { isAllowed, operations } from '@tiepdan/access/all';
import { loadOperations } from './operations';

const operationsOf = loadOperations('apps/assignment/data');

describe('the operations that duties include', () => {
  it.each(roles)('are for %s those that the tables of all services allow', (role) => {
    const allowed = operations.filter((operation) => isAllowed({ id: '', agencyId: null, roles: [role] }, operation));
    expect(operationsOf([role])).toEqual(allowed);
  });

  it('are those of every duty, each once, and none without a duty', () => {
    const both = operationsOf(['receptionist', 'administrator']);
    expect(both).toEqual(expect.arrayContaining(['receivePetition', 'declareCalendarDay', 'readLaw']));
    expect(new Set(both).size).toBe(both.length);
    expect(operationsOf([])).toEqual([]);
  });
});
