import { generatedFiles, outdated, writeOutdated } from '../generated/generated-files';
import { runCommand } from '../run-command';

/** Writes the schemas and the generated pages; with `--check` it only tells whether they are current. */
runCommand(async (args) => {
  const files = await generatedFiles();
  if (args.includes('--check')) {
    const paths = await outdated(files);
    return {
      exitCode: paths.length > 0 ? 1 : 0,
      lastLine:
        paths.length > 0
          ? `Not current: ${paths.join(', ')}. Run npm run schema.`
          : `${files.length} generated files are current.`,
    };
  }
  const written = await writeOutdated(files);
  return {
    exitCode: 0,
    lastLine: written.length > 0 ? `Written: ${written.join(', ')}.` : `${files.length} generated files were current.`,
  };
});
