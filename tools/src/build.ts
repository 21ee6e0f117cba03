import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle, type BuildOptions } from 'esbuild';
import { inWorkspace } from './workspace';

/** Bundled CommonJS packages ask for these three, which ES modules do not have. */
const BANNER = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  "import { fileURLToPath as pathOfBundle } from 'node:url';",
  'const require = createRequireOfBundle(import.meta.url);',
  'const __filename = pathOfBundle(import.meta.url);',
  "const __dirname = pathOfBundle(new URL('.', import.meta.url));",
].join('\n');

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  conditions: ['@tiepdan/source'],
  tsconfig: 'tsconfig.json',
  sourcemap: true,
  banner: { js: BANNER },
  // An optional native driver that nobody here installs.
  external: ['pg-native'],
  logLevel: 'error',
  metafile: true,
};

/** Files that go into the program of an app, from the repository's root. A change of any other file does not build it anew. */
export async function filesInBundle(app: string): Promise<string[]> {
  const [{ source, target }] = bundlesOf([app]) as [Bundle];
  const { metafile } = await bundle({
    ...OPTIONS,
    absWorkingDir: inWorkspace(),
    entryPoints: [source],
    outfile: target,
    write: false,
  });
  return Object.keys(metafile!.outputs[target]!.inputs);
}

interface Bundle {
  readonly source: string;
  readonly target: string;
}

/** Bundles every app, or those chosen, and the migrations of those that have any, into `dist/apps/<name>/`. Returns what had to be built anew. */
export async function build(chosen?: readonly string[]): Promise<string[]> {
  const bundles = bundlesOf(chosen ?? (await readdir(inWorkspace('apps'))));
  const current = await Promise.all(bundles.map(isCurrent));
  const changed = bundles.filter((_, index) => !current[index]);
  // Types of the graph are named after their classes. In the gateway nothing looks at names, and keeping them costs it a sixth
  // of its time per request, since each function made on the way is given its name anew.
  const isGateway = ({ source }: Bundle) => source.startsWith(join('apps', 'gateway'));
  await bundleTogether(
    changed.filter((bundle) => !isGateway(bundle)),
    true,
  );
  await bundleTogether(changed.filter(isGateway), false);
  return changed.map(({ target }) => target);
}

function bundlesOf(apps: readonly string[]): Bundle[] {
  return apps
    .flatMap((app) => [
      { source: join('apps', app, 'src', 'main.ts'), target: join('dist', 'apps', app, 'main.js') },
      { source: join('apps', app, 'src', 'database', 'migrate.ts'), target: join('dist', 'apps', app, 'migrate.js') },
    ])
    .filter(({ source }) => existsSync(inWorkspace(source)));
}

/** In one go, because most of what is read is the same for all of them. */
async function bundleTogether(bundles: readonly Bundle[], keepNames: boolean): Promise<void> {
  if (bundles.length === 0) return;
  const { metafile } = await bundle({
    ...OPTIONS,
    keepNames,
    absWorkingDir: inWorkspace(),
    entryPoints: bundles.map(({ source, target }) => ({ in: source, out: target.replace(/\.js$/, '') })),
    outdir: '.',
  });
  const inputsOf = (target: string) => Object.keys(metafile?.outputs[target]?.inputs ?? {});
  await Promise.all(
    bundles.map(async ({ target }) => {
      const inputs = inputsOf(target);
      await writeFile(stampFileOf(target), JSON.stringify({ inputs, stamp: await stampOf(inputs) }));
    }),
  );
}

async function isCurrent({ target }: Bundle): Promise<boolean> {
  if (!existsSync(stampFileOf(target)) || !existsSync(inWorkspace(target))) return false;
  const { inputs, stamp } = JSON.parse(await readFile(stampFileOf(target), 'utf8')) as {
    inputs: string[];
    stamp: string;
  };
  return (await stampOf(inputs)) === stamp;
}

const stampFileOf = (target: string): string => inWorkspace(`${target}.inputs.json`);

/** Changes when a file that went into the bundle, or the way it is made, changes. Sizes and times say enough and are quick to read. */
async function stampOf(inputs: readonly string[]): Promise<string> {
  const files = [...inputs, 'package-lock.json', 'tsconfig.base.json', 'tools/src/build.ts'];
  const marks = await Promise.all(
    files.map(async (file) => {
      const found = await stat(inWorkspace(file)).catch(() => null);
      return `${file} ${found?.size} ${found?.mtimeMs}`;
    }),
  );
  return createHash('sha256').update(marks.join('\n')).digest('hex');
}
