import { spawnSync } from 'node:child_process';

function law(...args: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/run.mjs', 'law', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run law', () => {
  it('answers without any server, the due day in the last line', () => {
    const { status, stdout, stderr } = law('due', 'kn.accept.first.max', '2026-08-24');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n').at(-1)).toBe('Ngày hết hạn: 07/09/2026 (2026-09-07)');
  });

  it('says why it has no answer in both languages with the code, and ends with 1 and no stack', () => {
    const { status, stdout, stderr } = law('due', 'kn.nope', '2026-08-24');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('Không có quy định mang mã kn.nope.\nThere is no rule kn.nope.\n[UNKNOWN_RULE]\n');
  });

  it.each([
    ['nothing', [], 'USAGE'],
    ['another question', ['what', 'then'], 'USAGE'],
    ['an option nobody knows', ['due', '--forever'], 'USAGE'],
    ['a number below zero', ['due', 'tc.resolve.normal.max', '2026-03-02', '--extensions', '-1'], 'USAGE'],
    ['a pause of nothing', ['due', 'tc.resolve.normal.max', '2026-03-02', '--pause'], 'USAGE'],
    ['half a pause', ['due', 'tc.resolve.normal.max', '2026-03-02', '--pause', '2026-03-10'], 'PAUSE_MALFORMED'],
    ['too much', ['replay', 'then'], 'USAGE'],
    ['a missing day', ['replay', '--rules', 'x', '--to', '2026-03-10'], 'ARGUMENT_MISSING'],
  ])('shows in both languages how it is used when asked for %s', (_, args, code) => {
    const { status, stdout, stderr } = law(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/Cách dùng:\s+npm run law -- due[^]*Usage:\s+npm run law -- due[^]*npm run law -- replay/);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(`[${code}]`);
    expect(stderr.split('\n')[0]).toMatch(/[à-ỹ]/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['foo', 'postgres://someone:s3cret@127.0.0.1:1/none'])(
    'says that the database %s cannot be reached',
    (url) => {
      const days = ['--from', '2026-01-01', '--to', '2026-02-01'];
      const { status, stdout, stderr } = law(
        'replay',
        '--rules',
        'libs/law/data/rules.psv',
        ...days,
        '--database',
        url,
      );
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /^Không kết nối được cơ sở dữ liệu .*\nThe database cannot be reached .*\n\[DATABASE_UNREACHABLE\]\n$/,
      );
      expect(stderr).not.toContain('s3cret');
    },
  );
});
