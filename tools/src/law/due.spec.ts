import { computeDeadline } from '@tiepdan/deadline';
import { displayDay, toDay } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { dueLines } from './due';

const law = loadLaw('libs/law/data');
const due = (...args: string[]) => dueLines(law, args);
const pausedAndExtended = ['--pause', '2026-03-10..2026-03-18', '--extensions', '1', '--complexity', 'COMPLEX'];

describe('a due day asked for in the terminal', () => {
  it('stands in the last line, as people write it and as programs do', () => {
    expect(due('kn.accept.first.max', '2026-08-24').at(-1)).toBe('Ngày hết hạn: 07/09/2026 (2026-09-07)');
  });

  it('comes with label, version, basis, evidence, every span in order and the sentences', () => {
    const asked = due('tc.resolve.normal.max', '2026-03-02', ...pausedAndExtended);
    const deadline = computeDeadline({
      law,
      ruleKey: 'tc.resolve.normal.max',
      startedOn: toDay('2026-03-02'),
      pauses: [{ from: toDay('2026-03-10'), to: toDay('2026-03-18') }],
      extensions: 1,
      complexity: 'COMPLEX',
    });
    expect(asked[0]).toBe(deadline.label);
    const text = asked.join('\n');
    for (const part of [deadline.ruleVersion, deadline.legalBasis, 'C1: thời gian tạm dừng'])
      expect(text).toContain(part);
    const spans = asked.flatMap(
      (line) => /(\d\d\/\d\d\/\d{4}) {2}(\d\d\/\d\d\/\d{4}) +(\d+) /.exec(line)?.slice(1) ?? [],
    );
    expect(spans).toEqual(
      deadline.steps.flatMap(({ from, to, days }) => [displayDay(from), displayDay(to), String(days)]),
    );
    expect(asked.join(' ')).toContain(deadline.text);
  });

  it('says of a figure read in the law that it was', () => {
    expect(due('kn.accept.first.max', '2026-08-24').join('\n')).toContain('đã đối chiếu với văn bản');
  });

  it('keeps its columns aligned: every span begins where the header says', () => {
    const lines = due('tc.resolve.normal.max', '2026-03-02', ...pausedAndExtended);
    const header = lines.find((line) => line.startsWith('loại'))!;
    const rows = lines.filter((line) => /^\S.* {2}\d\d\/\d\d\/\d{4} {2}/.test(line));
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row.search(/\d\d\/\d\d\/\d{4}/)).toBe(header.indexOf('từ ngày'));
  });

  it('takes several pauses', () => {
    const pauses = ['--pause', '2026-03-10..2026-03-14', '--pause', '2026-03-14..2026-03-18'];
    const asked = due('tc.resolve.normal.max', '2026-03-02', ...pauses);
    expect(asked.at(-1)).toBe(due('tc.resolve.normal.max', '2026-03-02', pauses[0]!, '2026-03-10..2026-03-18').at(-1));
  });

  it('takes the ground of a pause, which the spans then name', () => {
    const pausedFor = (ground: string) =>
      due('tc.resolve.normal.max', '2026-03-02', '--pause', `2026-03-10..2026-03-18:${ground}`).join('\n');
    expect(pausedFor('SUSPENSION')).toContain('Tạm đình chỉ giải quyết tố cáo (Luật TC Đ.34');
    expect(pausedFor('EXPERT_ASSESSMENT')).toContain('Thời gian trưng cầu giám định (NĐ 31/2019 Đ.15');
    expect(() => pausedFor('OBSTACLE')).toThrow('PAUSE_NOT_ALLOWED');
  });

  it.each([
    ['no rule', [], 'ARGUMENTS_WRONG'],
    ['no day', ['kn.accept.first.max'], 'ARGUMENT_MISSING'],
    ['a pause without its end', ['tc.resolve.normal.max', '2026-03-02', '--pause', '2026-03-10'], 'PAUSE_MALFORMED'],
    [
      'a pause for no ground',
      ['tc.resolve.normal.max', '2026-03-02', '--pause', '2026-03-10..2026-03-18:'],
      'PAUSE_MALFORMED',
    ],
    [
      'a ground nobody knows',
      ['tc.resolve.normal.max', '2026-03-02', '--pause', '2026-03-10..2026-03-18:FUN'],
      'UNKNOWN_CODE',
    ],
    ['less than no extension', ['tc.resolve.normal.max', '2026-03-02', '--extensions=-1'], 'EXTENSION_MALFORMED'],
    ['half an extension', ['tc.resolve.normal.max', '2026-03-02', '--extensions', '1.5'], 'EXTENSION_MALFORMED'],
    ['extensions in words', ['tc.resolve.normal.max', '2026-03-02', '--extensions', 'two'], 'EXTENSION_MALFORMED'],
    ['a complexity nobody knows', ['tc.resolve.normal.max', '2026-03-02', '--complexity', 'HARD'], 'UNKNOWN_CODE'],
    ['a day that does not exist', ['kn.accept.first.max', '2026-02-30'], 'MALFORMED_DAY'],
    [
      'a rule that cannot pause',
      ['kn.accept.first.max', '2026-08-24', '--pause', '2026-08-25..2026-08-26'],
      'PAUSE_NOT_ALLOWED',
    ],
    [
      'more extensions than the law allows',
      ['tc.resolve.normal.max', '2026-03-02', '--extensions', '3'],
      'EXTENSION_BEYOND_LAW',
    ],
  ])('is refused for %s', (_, args, code) => {
    expect(() => due(...args)).toThrow(code);
  });

  it('shows how it is asked when the arguments cannot be read, and not when the law says no', () => {
    const saidFor = (extensions: string): string => {
      try {
        return due('tc.resolve.normal.max', '2026-03-02', `--extensions=${extensions}`).join('\n');
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect([saidFor('-1'), saidFor('3')].map((said) => said.includes('Cách dùng'))).toEqual([true, false]);
  });
});
