import { generatedFiles, writeOutdated } from '../generated/generated-files';
import { runInstalled } from '../infrastructure/installed-program';
import { runCommand } from '../run-command';

/** Mends what a machine can mend: lint, form and generated files. What lint cannot mend is for `check` to tell. */
runCommand(async () => {
  await program('eslint', '--fix', '.');
  await program('prettier', '--write', '--log-level=warn', '.');
  const written = await writeOutdated(await generatedFiles());
  return { exitCode: 0, lastLine: `Mended. Generated anew: ${written.join(', ') || 'nothing'}.` };
});

async function program(name: string, ...args: string[]): Promise<void> {
  const { output } = await runInstalled(name, ...args);
  if (output.trim()) console.log(output.trim());
}
