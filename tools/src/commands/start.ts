import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftovers } from '../infrastructure/leftovers';
import { removePostgresData } from '../infrastructure/postgres-account';
import { runCommand } from '../run-command';
import { forgetRunningStack, noteRunningStack, runningStack } from '../running-stack';
import { fixedPorts } from '../stack-ports';
import { beginStack, type GivenServers, type Stack } from '../stack';
import { services } from '../services';
import { storyLines } from '../story/story-lines';
import { tellStory } from '../story/story';
import { developmentDirectory } from '../workspace';

const GATEWAY_PORT = 4000;
const progress = (text: string) => console.log(text);

runCommand(async (args, onStop) => {
  const directory = developmentDirectory();
  const running = await runningStack();
  if (running)
    throw new Error(
      `Tiepdan already runs here, at ${running.gatewayUrl} (process ${running.pid}): stop it first with Ctrl-C.`,
    );
  if ((await endLeftovers(directory)) > 0) progress('Ended what an earlier start had left behind.');
  if (args.includes('--fresh')) await removeData(directory);

  const { DATABASE_URL, KAFKA_BROKERS, SMTP_URL, OIDC_ISSUER } = process.env;
  const given = { databaseUrl: DATABASE_URL, kafkaBrokers: KAFKA_BROKERS, smtpUrl: SMTP_URL, oidcIssuer: OIDC_ISSUER };
  const ports = await fixedPorts(Number(process.env.GATEWAY_PORT ?? GATEWAY_PORT));
  let isStopping = false;
  const starting = beginStack({ directory, ports, given, onProgress: progress });
  onStop(async () => {
    isStopping = true;
    progress('Stopping …');
    await starting.stop();
    await forgetRunningStack();
  });
  const stack = await starting.ready;
  await noteRunningStack({
    gatewayUrl: stack.gatewayUrl,
    issuer: stack.issuer,
    clientSecret: stack.secrets.tokenClientSecret,
    assignmentDatabaseUrl: stack.databaseUrls.assignment.service,
  });
  watchServices(stack, () => isStopping);
  printWelcome(stack, given);
  await printStory(stack, given);
  console.log('\nToken for the explorer: npm run token -- --role receptionist --agency BTCD\nCtrl-C stops everything.');
  return new Promise(() => undefined);
});

async function removeData(directory: string): Promise<void> {
  await removePostgresData(join(directory, 'postgres'));
  for (const name of ['kafka-data', 'secrets.json', 'logs', 'audit', 'sealing'])
    await rm(join(directory, name), { recursive: true, force: true });
}

function watchServices(stack: Stack, isStopping: () => boolean): void {
  for (const name of services) {
    const { ended, logFile } = stack.services[name];
    void ended.then((code) => {
      if (!isStopping()) console.error(`${name} ended by itself with code ${code}; its log: ${logFile}`);
    });
  }
}

function printWelcome(stack: Stack, given: GivenServers): void {
  console.log(`\nTiepdan runs.
  graph and explorer   ${stack.gatewayUrl}
  identity provider    ${stack.issuer}
  mail                 ${given.smtpUrl ?? stack.messagesUrl}
  logs                 ${join(developmentDirectory(), 'logs')}`);
}

async function printStory(stack: Stack, given: GivenServers): Promise<void> {
  if (given.oidcIssuer)
    return console.log('\nThe example story needs tokens of the development identity provider and is left out.');
  console.log('\nOne complaint, through the graph:');
  await tellStory({
    gatewayUrl: stack.gatewayUrl,
    issuer: stack.issuer,
    clientSecret: stack.secrets.tokenClientSecret,
  }).then(
    (story) => console.log(storyLines(story).join('\n')),
    (error: Error) => console.error(`  The story broke off: ${error.message}`),
  );
}
