import { loadCodeLists } from './codes';
import { complexityOf } from './complexity';
import { toDay } from '@tiepdan/dated-table';

const law = { codes: loadCodeLists('libs/law/data', { has: () => true }) };
const on = toDay('2026-07-01');

describe('complexity', () => {
  it.each([
    ['COMPLAINT', [], 'NORMAL'],
    ['COMPLAINT', ['A'], 'COMPLEX'],
    ['COMPLAINT', ['A', 'G'], 'COMPLEX'],
    ['DENUNCIATION', [], 'NORMAL'],
    ['DENUNCIATION', ['E'], 'COMPLEX'],
    ['DENUNCIATION', ['E', 'E'], 'COMPLEX'],
    ['DENUNCIATION', ['E', 'DD'], 'ESPECIALLY_COMPLEX'],
    ['FEEDBACK', [], 'NORMAL'],
  ] as const)('of a %s that meets %j is %s', (kind, criteria, complexity) => {
    expect(complexityOf(law, kind, criteria, on)).toBe(complexity);
  });

  it('is refused for a criterion that the law does not know, for this kind or yet', () => {
    expect(() => complexityOf(law, 'COMPLAINT', ['A', 'Z'], on)).toThrow('UNKNOWN_CODE');
    expect(() => complexityOf(law, 'FEEDBACK', ['A'], on)).toThrow('UNKNOWN_CODE');
    expect(() => complexityOf(law, 'COMPLAINT', ['A'], toDay('2026-06-30'))).toThrow('UNKNOWN_CODE');
    expect(complexityOf(law, 'DENUNCIATION', ['A'], toDay('2026-06-30'))).toBe('COMPLEX');
  });
});
