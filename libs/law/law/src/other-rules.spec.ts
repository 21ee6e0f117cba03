import { toDay } from '@tiepdan/dated-table';
import { loadLaw } from './law';
import { otherRules } from './other-rules';
import { ruleInForce } from './rules';

const directory = 'libs/law/data';
const law = loadLaw(directory);
const header = 'key|value|unit|calendar|start_event|legal_basis|valid_from|valid_to|evidence';
const read = (...lines: string[]) => otherRules(directory, law, [header, ...lines].join('\n'), 'draft.psv');
const on = toDay('2026-08-24');

describe('rules changed by a file', () => {
  it('replace every version of the keys that stand in it, and no other', () => {
    const rules = read('kn.accept.first.max|5|day|wd|received|Dự thảo|2020-01-01||P');
    expect(rules.get('kn.accept.first.max')).toHaveLength(1);
    expect(ruleInForce(rules, 'kn.accept.first.max', on)).toMatchObject({ value: '5', at: 'draft.psv:2' });
    for (const [key, versions] of law.rules) if (key !== 'kn.accept.first.max') expect(rules.get(key)).toBe(versions);
  });

  it('leave the law itself as it was', () => {
    const before = ruleInForce(law.rules, 'kn.accept.first.max', on);
    read('kn.accept.first.max|5|day|wd|received|Dự thảo|2020-01-01||P');
    expect(ruleInForce(law.rules, 'kn.accept.first.max', on)).toBe(before);
  });

  it('call a start event as the law does, and one of their own as they do', () => {
    const labelOf = (event: string) =>
      read(`kn.accept.first.max|5|day|wd|${event}|Dự thảo|2020-01-01||P`).get('kn.accept.first.max')![0]!
        .startEventLabel;
    expect([labelOf('accepted'), labelOf('received')]).toEqual(['ngày thụ lý', 'received']);
  });

  it('may leave days without a version', () => {
    const key = 'kn.accept.first.max|5|day|wd|received|Dự thảo';
    expect(read(`${key}|2014-01-01|2015-01-01|P`, `${key}|2026-01-01||P`).get('kn.accept.first.max')).toHaveLength(2);
  });

  it.each([
    ['an unknown unit', 'kn.accept.first.max|5|fortnight|cal|x|y|2020-01-01||P', 'unknown unit'],
    ['a key the law does not know', 'kn.accept.tenth.max|5|day|wd|x|y|2020-01-01||P', 'kn.accept.tenth.max'],
    ['a wrong number of cells', 'kn.accept.first.max|5|day|wd|x|y|2020-01-01', '9 cells expected'],
    ['a malformed day', 'kn.accept.first.max|5|day|wd|x|y|2026-02-30||P', 'malformed date'],
    ['months for a rule that may pause', 'tc.resolve.normal.max|2|month|cal|x|y|2020-01-01||P', 'must count days'],
    ['months for an extension', 'tc.resolve.extension.each.max|2|month|cal|x|y|2020-01-01||P', 'must count days'],
  ])('are refused with file and line: %s', (_, line, problem) => {
    expect(() => read('xld.process_don.max|8|day|cal|x|y|2020-01-01||P', line)).toThrow(
      new RegExp(`^draft\\.psv:3: .*${problem}`),
    );
  });

  it('are refused where two versions overlap', () => {
    const key = 'kn.accept.first.max|5|day|wd|received|Dự thảo';
    expect(() => read(`${key}|2014-01-01||P`, `${key}|2026-01-01||P`)).toThrow(/^draft\.psv:3: .*overlaps/);
  });

  it('are refused without the header of the table', () => {
    expect(() => otherRules(directory, law, 'key|value\n', 'draft.psv')).toThrow(/^draft\.psv:1: the header must be/);
  });
});
