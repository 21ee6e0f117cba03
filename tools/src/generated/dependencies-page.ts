import { glob, readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { inWorkspace } from '../workspace';
import type { GeneratedFile } from './generated-files';

interface Project {
  readonly name: string;
  readonly type: string;
  readonly dependsOn: readonly string[];
}

const SCOPE = '@tiepdan/';
const WORKSPACES = '{apps/*,libs/*/*,libs/testkit,libs/events/contracts/*,tools}/package.json';

/** Which project of the workspace stands on which, as a diagram. */
export async function dependenciesPage(): Promise<GeneratedFile> {
  const page = [
    '# Who depends on whom',
    '',
    'Generated from the `package.json` of each project by `npm run graph`. Arrows point at what is needed. Kernel libraries,',
    'which everybody may use, are left out of the picture.',
    '',
    '```mermaid',
    await dependencyDiagram(),
    '```',
  ].join('\n');
  return { path: 'docs/dependencies.md', content: await format(page, { parser: 'markdown', printWidth: 120 }) };
}

/** The same as Mermaid text alone. */
export async function dependencyDiagram(): Promise<string> {
  const all = await projects();
  const shown = all.filter(({ type }) => type !== 'kernel');
  const isShown = new Set(shown.map(({ name }) => name));
  return [
    'graph LR',
    ...shown.map(
      ({ name, type }) => `  ${name}${type === 'service' || type === 'gateway' ? `([${name}])` : `[${name}]`}`,
    ),
    ...shown.flatMap(({ name, dependsOn }) =>
      dependsOn.filter((other) => isShown.has(other)).map((other) => `  ${name} --> ${other}`),
    ),
  ].join('\n');
}

async function projects(): Promise<Project[]> {
  const found: Project[] = [];
  for await (const file of glob(WORKSPACES, { cwd: inWorkspace() })) {
    const {
      name,
      dependencies = {},
      nx,
    } = JSON.parse(await readFile(inWorkspace(file), 'utf8')) as {
      name: string;
      dependencies?: Record<string, string>;
      nx?: { tags?: string[] };
    };
    const type = nx?.tags?.find((tag) => tag.startsWith('type:'))?.slice('type:'.length) ?? 'tool';
    const dependsOn = Object.keys(dependencies)
      .filter((other) => other.startsWith(SCOPE))
      .map(bare);
    found.push({ name: bare(name), type, dependsOn: dependsOn.sort() });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const bare = (name: string): string => name.slice(SCOPE.length);
