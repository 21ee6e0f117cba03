import { checks } from '../checks/checks';
import { runCommand } from '../run-command';

/** Runs every check, also after one has failed, and says at the end which did. Names as arguments choose some of them. */
runCommand(async (chosen) => {
  const failed: string[] = [];
  for (const { name, run } of checks.filter(
    ({ name }) => chosen.length === 0 || chosen.some((word) => name.includes(word)),
  )) {
    console.log(`── ${name}`);
    const fault = await run().catch((error: Error) => error.message);
    if (fault !== null) failed.push(name);
    console.log(fault ?? 'in order');
  }
  return {
    exitCode: failed.length > 0 ? 1 : 0,
    lastLine: failed.length > 0 ? `Not in order: ${failed.join(', ')}.` : 'Everything is in order.',
  };
});
