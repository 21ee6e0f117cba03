import { build } from '../build';
import { runCommand } from '../run-command';

/** Bundles what changed; images are made of the outcome. */
runCommand(async () => {
  const built = await build();
  return { exitCode: 0, lastLine: built.length > 0 ? `Built: ${built.join(', ')}.` : 'Nothing had changed.' };
});
