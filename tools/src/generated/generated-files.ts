import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inWorkspace } from '../workspace';
import { accessPage } from './access-page';
import { documentFiles } from './documents';
import { dependenciesPage } from './dependencies-page';
import { eventsPage } from './events-page';
import { lawRulesPage } from './law-rules-page';
import { openQuestionsPage } from './open-questions-page';
import { operationsList } from './operations-list';
import { realmFile } from './realm';
import { schemaFiles, SUPERGRAPH } from './schemas';
import { workflowsPage } from './workflows-page';

export interface GeneratedFile {
  /** From the repository's root. */
  readonly path: string;
  readonly content: string;
}

/** Every committed file that a tool can make anew. */
export const generatedFiles = async (): Promise<GeneratedFile[]> => {
  const schemas = await schemaFiles();
  const supergraph = schemas.find(({ path }) => path === SUPERGRAPH)!;
  return [
    ...schemas,
    ...(await documentFiles(supergraph.content)),
    await eventsPage(),
    await dependenciesPage(),
    await accessPage(),
    operationsList(),
    lawRulesPage(),
    openQuestionsPage(),
    workflowsPage(),
    await realmFile(),
  ];
};

/** Paths of those that are missing or differ from what they should be. */
export async function outdated(files: readonly GeneratedFile[]): Promise<string[]> {
  const isCurrent = async ({ path, content }: GeneratedFile) =>
    (await readFile(inWorkspace(path), 'utf8').catch(() => null)) === content;
  const current = await Promise.all(files.map(isCurrent));
  return files.filter((_, index) => !current[index]).map(({ path }) => path);
}

/** Writes those that changed and returns their paths. */
export async function writeOutdated(files: readonly GeneratedFile[]): Promise<string[]> {
  const paths = await outdated(files);
  for (const { path, content } of files.filter((file) => paths.includes(file.path))) {
    await mkdir(dirname(inWorkspace(path)), { recursive: true });
    await writeFile(inWorkspace(path), content);
  }
  return paths;
}
