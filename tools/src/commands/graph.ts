import { dependenciesPage, dependencyDiagram } from '../generated/dependencies-page';
import { writeOutdated } from '../generated/generated-files';
import { runCommand } from '../run-command';

/** Prints who depends on whom and brings the page that shows it up to date. */
runCommand(async () => {
  await writeOutdated([await dependenciesPage()]);
  return { exitCode: 0, lastLine: await dependencyDiagram() };
});
