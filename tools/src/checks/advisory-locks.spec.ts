import { globSync, readFileSync } from 'node:fs';
import { inWorkspace } from '../workspace';

const filesAt = (pattern: string): string[] => globSync(pattern, { cwd: inWorkspace() });
const locksIn = (file: string) => import(inWorkspace(file)) as Promise<{ locks: Readonly<Record<string, number>> }>;

describe('advisory locks', () => {
  const ofLibraries = filesAt('libs/*/*/src/**/locks.ts');
  const ofServices = filesAt('apps/*/src/locks.ts');

  it.each(ofServices)('of %s differ from each other and from those of the libraries', async (ofService) => {
    const modules = await Promise.all([...ofLibraries, ofService].map(locksIn));
    const numbers = modules.flatMap(({ locks }) => Object.values(locks));
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });

  it('are named in these files and nowhere else', () => {
    const taking = filesAt('{apps,libs}/**/src/**/*.ts')
      .filter((file) => !/node_modules|spec\.ts$/.test(file))
      .filter((file) => /pg_\w*advisory\w*lock/.test(readFileSync(inWorkspace(file), 'utf8')));
    expect(taking.length).toBeGreaterThan(0);
    const unnamed = taking.filter((file) => !/\blocks\.\w+/.test(readFileSync(inWorkspace(file), 'utf8')));
    expect(unnamed).toEqual([]);
  });
});
