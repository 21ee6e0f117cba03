import { parseArgs } from 'node:util';
import { loadProvince } from '@tiepdan/province';
import { runCommand } from '../run-command';
import { runningStack } from '../running-stack';
import { officerWith, requestToken } from '../tokens';

const USAGE = 'Usage: npm run token -- --role <role> --agency <code> [--quiet]';

/** Prints a token and nothing else on standard output, so that it can go straight into a header. */
runCommand(async (args) => {
  const { role, agency, quiet } = readArguments(args);
  if (!role || !agency) throw new Error(USAGE);
  const stack = await runningStack();
  if (!stack) throw new Error('Tiepdan does not run here. Start it with: npm start');
  const officer = officerWith(loadProvince('libs/law/province/data'), role, agency);
  if (!quiet)
    console.error(
      `${officer.name} (${officer.title ?? officer.code}), ${officer.agencyCode}: ${officer.roles.join(', ')}. Good for eight hours:`,
    );
  return { exitCode: 0, lastLine: await requestToken(stack, officer.id) };
});

function readArguments(args: string[]): { role?: string; agency?: string; quiet?: boolean } {
  const options = { role: { type: 'string' }, agency: { type: 'string' }, quiet: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch {
    throw new Error(USAGE);
  }
}
