import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { inWorkspace } from '../workspace';

export interface SourceText {
  /** From the repository's root, with slashes. */
  readonly file: string;
  readonly text: string;
}

/** An import or export by value: the names before `from`, and where from. The linter sees to it that types say so. */
const BY_VALUE = /^(?:import|export)\s+(?!type\b)(?:([^;'"]*?)\s+from\s+)?'(\.[^']*)'/gm;
const NO_VALUE = /^\{(\s*type\s[^,}]*,?)*\s*\}$/;

/** Folders of an app, the first below `src`, that import each other by value in a circle: each circle once, `one → other → one`. */
export function folderCircles(texts: readonly SourceText[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const { file, text } of texts)
    for (const [, names, from] of text.matchAll(BY_VALUE)) {
      if (names !== undefined && NO_VALUE.test(names)) continue;
      const [one, other] = [folderOf(file), folderOf(posix.join(posix.dirname(file), from!))];
      if (one && other && one !== other) edges.set(one, (edges.get(one) ?? new Set()).add(other));
    }
  const circles = new Set<string>();
  const done = new Set<string>();
  const walk = (folder: string, path: readonly string[]): void => {
    const at = path.indexOf(folder);
    if (at >= 0) return void circles.add([...path.slice(at), folder].join(' → '));
    if (done.has(folder)) return;
    for (const next of edges.get(folder) ?? []) walk(next, [...path, folder]);
    done.add(folder);
  };
  for (const folder of edges.keys()) walk(folder, []);
  return [...circles].sort();
}

/** `apps/intake/src/petitions`; null for what stands in no folder: the composition imports all of them. */
const folderOf = (file: string): string | null => /^(apps\/[^/]+\/src\/[^/]+)\//.exec(file)?.[1] ?? null;

/** Every circle in the apps; what only tests use is not looked at. */
export const circlesInApps = (): string[] =>
  folderCircles(
    globSync('apps/*/src/**/*.ts', { cwd: inWorkspace() })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/spec\.ts$|\/testing\//.test(file))
      .sort()
      .map((file) => ({ file, text: readFileSync(inWorkspace(file), 'utf8') })),
  );
