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

  it.each([['nothing'], ['what', 'then'], ['due', '--forever']])(
    'shows how it is used when asked for %s %s',
    (...args) => {
      const { status, stderr } = law(...args);
      expect(status).toBe(1);
      expect(stderr).toMatch(/npm run law -- due[\s\S]*npm run law -- replay[\s\S]*\[USAGE\]/);
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );
});
