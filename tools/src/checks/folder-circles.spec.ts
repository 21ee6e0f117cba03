import { circlesInApps, folderCircles } from './folder-circles';

const text = (folder: string, imports: string) => ({ file: `apps/x/src/${folder}/a.ts`, text: imports });

describe('folders of an app', () => {
  it('never import each other in a circle', () => {
    expect(circlesInApps()).toEqual([]);
  });

  it.each([
    ['two', [text('b', "import { c } from '../c/c';"), text('c', "export * from '../b/a';")]],
    ['over several lines', [text('b', "import {\n  type C,\n  c,\n} from '../c/c';"), text('c', "import '../b/a';")]],
    ['files deep inside', [text('b/d', "import { c } from '../../c/c';"), text('c', "import { b } from '../b/d/a';")]],
  ])('are reported where they do: %s', (_, texts) => {
    expect(folderCircles(texts)).toEqual(['apps/x/src/b → apps/x/src/c → apps/x/src/b']);
  });

  it('are reported by the whole way round', () => {
    const round = ['b', 'c', 'd'].map((folder, at) => text(folder, `import { x } from '../${'cdb'[at]}/a';`));
    expect(folderCircles(round)).toHaveLength(1);
  });

  it.each([
    ['types alone', [text('b', "import type { C } from '../c/c';"), text('c', "import { b } from '../b/a';")]],
    [
      'names that are all types',
      [text('b', "import { type C, type D } from '../c/c';"), text('c', "import '../b/a';")],
    ],
    ['one way', [text('b', "import { c } from '../c/c';"), text('c', "import { d } from './d';")]],
    ['the composition', [{ file: 'apps/x/src/main.ts', text: "import '../b/a';" }, text('b', "import '../main';")]],
  ])('may know %s', (_, texts) => {
    expect(folderCircles(texts)).toEqual([]);
  });
});
