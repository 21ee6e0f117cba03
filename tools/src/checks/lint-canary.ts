import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { inWorkspace } from '../workspace';

const FIXTURES = join('tools', 'lint-canary', 'fixtures');

/**
 * Lints each fixture as if it stood where its first line says, and returns those in which the rule of its second line found
 * nothing: a rule that was switched off by accident looks exactly like clean code.
 */
export async function silentCanaries(): Promise<string[]> {
  const eslint = new ESLint({ cwd: inWorkspace() });
  const silent: string[] = [];
  for (const fixture of await readdir(inWorkspace(FIXTURES))) {
    const text = await readFile(inWorkspace(FIXTURES, fixture), 'utf8');
    const [, filePath = '', ruleId = ''] = /^\/\/ as: (\S+)\n\/\/ breaks: (\S+)\n/.exec(text) ?? [];
    const results = await eslint.lintText(text, { filePath: inWorkspace(filePath) });
    if (!results.some(({ messages }) => messages.some((message) => message.ruleId === ruleId)))
      silent.push(`${fixture}: ${ruleId}`);
  }
  return silent;
}
