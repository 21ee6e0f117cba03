import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { ruleLines } from './rule';

const law = loadLaw('libs/law/data');
const today = toDay('2026-08-24');
const marked = (lines: string[]) => lines.filter((line) => line.startsWith('▶'));

describe('a rule shown in the terminal', () => {
  it('has a line for each version and marks the one in force on the day', () => {
    const old = ruleLines(law, ['kn.accept.first.max', '--as-of', '2026-06-30'], today);
    const now = ruleLines(law, ['kn.accept.first.max'], today);
    expect([marked(old), marked(now)].map((lines) => lines.length)).toEqual([1, 1]);
    expect(marked(old)[0]).toContain('10 ngày');
    expect(marked(now)[0]).toContain('7 ngày làm việc');
    for (const lines of [old, now])
      expect(lines.join('\n')).toMatch(/01\/07\/2012 {2}30\/06\/2026[\s\S]*01\/07\/2026 {2}nay/);
  });

  it('says in words what it is counted from', () => {
    const text = ruleLines(law, ['tcd.refusal_notice.max'], today).join('\n');
    expect(text).toMatch(/Tính từ +ngày có đủ căn cứ từ chối tiếp[^]*the day the grounds for refusal suffice/);
    expect(text).not.toContain('grounds_sufficient');
    expect(ruleLines(law, ['xld.guide_once.max'], today).join('\n')).not.toContain('Tính từ');
  });

  it('says so when no version is in force on the day', () => {
    const lines = ruleLines(law, ['kn.accept.first.max', '--as-of', '2010-01-01'], today);
    expect(marked(lines)).toEqual([]);
    expect(lines.join('\n')).toContain('không có phiên bản nào');
  });

  it('is refused when nobody knows it', () => {
    expect(() => ruleLines(law, ['kn.nope'], today)).toThrow('UNKNOWN_RULE');
    expect(() => ruleLines(law, [], today)).toThrow('ARGUMENTS_WRONG');
  });
});
