import { globSync, readFileSync } from 'node:fs';
import { inWorkspace } from '../workspace';
import { askingMethods, waysInWithoutAsking, type SourceText } from './access-in-code';

/** Ways in that prove their callers otherwise, each with the reason. One that asks after all is reported as well. */
const excused: readonly { readonly at: RegExp; readonly because: string }[] = [
  {
    at: /^apps\/notification\/src\/notices\/delivery-report\.route\.ts:\d+ deliveryReportRoute$/,
    because: 'the mail system is no person of the register: it proves itself by a secret and learns nothing',
  },
];

const WAYS_IN = ['apps/*/src/**/*.resolver.ts', 'apps/*/src/**/*.route.ts', 'apps/*/src/subgraph.ts'];

/** Where a way into a service asks nobody what its caller may do, one line each, in the order of files and lines. */
export function accessUnasked(): string[] {
  const found = [...Map.groupBy(sourceTexts(), ({ file }) => file.split('/')[1]!).values()].flatMap((texts) => {
    const asking = askingMethods(texts);
    return texts.flatMap((text) => waysInWithoutAsking(text, asking));
  });
  const needless = excused.filter(({ at }) => !found.some((each) => at.test(each)));
  return [
    ...found.filter((each) => !excused.some(({ at }) => at.test(each))),
    ...needless.map(({ at }) => `${at.source} is excused and asks after all, or is gone`),
  ];
}

const sourceTexts = (): SourceText[] =>
  WAYS_IN.flatMap((pattern) => globSync(pattern, { cwd: inWorkspace() }))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file, text: readFileSync(inWorkspace(file), 'utf8') }));
