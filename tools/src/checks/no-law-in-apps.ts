import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { inWorkspace } from '../workspace';
import { lawInCode, type LawInCode } from './law-in-code';
import { lawWords } from './law-words';

/** Tests say what they expect, worlds for tests are examples, and a migration is history: none of them decides anything. */
const NOT_SHIPPED = /\.(spec|int-spec|examples)\.ts$|\/migrations\/|\/testing\/|\/test-[^/]+\.ts$/;

/** What looks like law and is not, each with the reason. One that nothing is found for any more is reported as well. */
const notLaw: readonly { readonly file: string; readonly what: RegExp; readonly because: string }[] = [
  {
    file: 'apps/assignment/src/calendar/calendar.resolver.ts',
    what: /^SPAN_DAYS_MAX = /,
    because: 'how much one question may ask for, so that nobody loads the server',
  },
  {
    file: 'apps/assignment/src/cases/case.graphql.ts',
    what: /^HANDLING, PROPOSED, /,
    because: 'says to readers of the graph what each stage means; the list itself stands in the contract',
  },
  {
    file: 'apps/assignment/src/directives/reading/task-due.ts',
    what: /^addMonths\(… -2\)$/,
    because: 'from the last month of a quarter to its first: how the words of a directive are read',
  },
  {
    file: 'apps/reporting/src/reports/report-question.ts',
    what: /^PERIOD_DAYS_MAX = /,
    because: 'how much one question may ask for, so that nobody loads the server',
  },
  {
    file: 'apps/gateway/src/explorer/explorer-examples.ts',
    what: /^01\/TCD$/,
    because: 'a question for people to try; what it asks for they choose themselves',
  },
];

/** Where law stands in the source of the services, one line each, in the order of files and lines. */
export async function lawInApps(): Promise<string[]> {
  const words = lawWords();
  const found: LawInCode[] = [];
  for (const file of sourceFiles()) found.push(...lawInCode(file, await readFile(inWorkspace(file), 'utf8'), words));
  const isExcused = ({ at, what }: LawInCode, excuse: (typeof notLaw)[number]) =>
    at.startsWith(`${excuse.file}:`) && excuse.what.test(what);
  const law = found.filter((hit) => !notLaw.some((excuse) => isExcused(hit, excuse)));
  const needless = notLaw.filter((excuse) => !found.some((hit) => isExcused(hit, excuse)));
  return [
    ...law.map(({ kind, at, what }) => `${at} ${kind}: ${what}`),
    ...needless.map(({ file, what }) => `${file} is excused for ${what}, which no longer stands there`),
  ];
}

const sourceFiles = (): string[] =>
  globSync('apps/*/src/**/*.ts', { cwd: inWorkspace() })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !NOT_SHIPPED.test(file))
    .sort();
