import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { inWorkspace } from '../workspace';
import { waysInWithoutAsking } from './access-in-code';
import { lawInCode } from './law-in-code';
import { lawWords } from './law-words';

const FIXTURES = join('tools', 'lint-canary', 'fixtures');

/** Rules of our own, such as `no-law-in-apps/days`; all others are ESLint's. */
const NO_LAW = 'no-law-in-apps/';
const ACCESS_ASKED = 'access-asked';

interface Canary {
  readonly text: string;
  readonly filePath: string;
  readonly ruleId: string;
}

/**
 * Checks each fixture as if it stood where its first line says, and returns those in which the rule of its second line found
 * nothing: a rule that was switched off by accident looks exactly like clean code. `rules` chooses by how their rules begin.
 */
export async function silentCanaries(rules = ''): Promise<string[]> {
  const eslint = new ESLint({ cwd: inWorkspace() });
  const words = lawWords();
  const brokenIn = async ({ text, filePath, ruleId }: Canary): Promise<readonly (string | null)[]> => {
    if (ruleId.startsWith(NO_LAW)) return lawInCode(filePath, text, words).map(({ kind }) => NO_LAW + kind);
    if (ruleId === ACCESS_ASKED)
      return waysInWithoutAsking({ file: filePath, text }, new Set()).map(() => ACCESS_ASKED);
    const results = await eslint.lintText(text, { filePath: inWorkspace(filePath) });
    return results.flatMap(({ messages }) => messages.map((message) => message.ruleId));
  };
  const silent: string[] = [];
  for (const fixture of await readdir(inWorkspace(FIXTURES))) {
    const text = await readFile(inWorkspace(FIXTURES, fixture), 'utf8');
    const [, filePath = '', ruleId = ''] = /^\/\/ as: (\S+)\n\/\/ breaks: (\S+)\n/.exec(text) ?? [];
    if (!ruleId.startsWith(rules)) continue;
    const broken = await brokenIn({ text, filePath, ruleId });
    if (!broken.includes(ruleId)) silent.push(`${fixture}: ${ruleId}`);
  }
  return silent;
}
