import { join } from 'node:path';
import { loadProvince } from '@tiepdan/province';
import { auditPlacesIn, makeAuditPlaces } from './audit/audit-places';
import { build } from './build';
import { createDatabases, databaseAddresses, dropDatabases, type DatabaseAddresses } from './infrastructure/databases';
import { startIdentityProvider } from './infrastructure/identity-provider';
import { startKafka } from './infrastructure/kafka';
import { startMailbox } from './infrastructure/mailbox';
import { LOOPBACK } from './infrastructure/ports';
import { startPostgres } from './infrastructure/postgres';
import { createProcesses, type Processes, type StartedProcess } from './infrastructure/processes';
import type { OnStop } from './run-command';
import { migrateService, startService, untilReady } from './run-services';
import { receiptPlacesIn } from './receipts/receipt-places';
import { makeSealingKeys, sealingKeysIn } from './sealing-keys';
import { secretsIn, type Secrets } from './secrets';
import { makeSigningKey } from './signing-key';
import { deliveryReportUrl, migrationEnvironment, serviceEnvironments, type Surroundings } from './service-environment';
import { databases, forEach, services, subgraphs, type DatabaseName, type Service } from './services';
import type { StackPorts } from './stack-ports';
import { createTopics, deleteTopics } from './topics';

/** Servers that exist already and are used instead of starting our own. */
export interface GivenServers {
  /** A PostgreSQL superuser's address. */
  readonly databaseUrl?: string | undefined;
  readonly kafkaBrokers?: string | undefined;
  readonly smtpUrl?: string | undefined;
  readonly oidcIssuer?: string | undefined;
}

export interface StackOptions {
  /** Holds data, logs and secrets; a second start finds them again. */
  readonly directory: string;
  readonly ports: StackPorts;
  readonly given?: GivenServers;
  /** Folder with bodies and officers; the province's own unless told. */
  readonly provinceData?: string;
  /** Begins the names of databases and topics on given servers that others use as well; stopping then removes them. */
  readonly ownNames?: string;
  readonly onProgress?: (text: string) => void;
}

export interface Stack {
  readonly gatewayUrl: string;
  readonly issuer: string;
  /** Where the development mailbox shows what was sent. */
  readonly messagesUrl: string;
  readonly secrets: Secrets;
  readonly databaseUrls: Record<DatabaseName, DatabaseAddresses>;
  readonly services: Record<Service, StartedProcess>;
  stop(): Promise<void>;
}

/** A system on its way up. */
export interface Starting {
  /** Rejects when something does not come up, or when it is stopped before. What had begun has ended by then. */
  readonly ready: Promise<Stack>;
  /** May come at any moment. */
  stop(): Promise<void>;
}

/** Starts the whole system. */
export function beginStack(options: StackOptions): Starting {
  const stops: (() => Promise<unknown>)[] = [];
  let isStopped = false;
  const onStop: OnStop = (undo) => void (isStopped ? undo() : stops.push(undo));
  const stop = async () => {
    isStopped = true;
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (const undo of stops.splice(0).reverse()) outcomes.push(...(await Promise.allSettled([undo()])));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  };
  const ready = start(options, onStop).then(
    (stack) => ({ ...stack, stop }),
    async (error: unknown) => {
      // Why it did not start is what its caller must know; stopping half a system may well meet faults of its own.
      await stop().catch(() => undefined);
      throw error;
    },
  );
  return { ready, stop };
}

/** The same for whoever only wants it once every service is ready. */
export const startStack = (options: StackOptions): Promise<Stack> => beginStack(options).ready;

async function start(options: StackOptions, onStop: OnStop): Promise<Omit<Stack, 'stop'>> {
  const { directory, ports, given = {}, onProgress = () => undefined } = options;
  const secrets = await secretsIn(directory);
  await makeAuditPlaces(directory);
  await makeSealingKeys(directory);
  await makeSigningKey(receiptPlacesIn(directory).signingKey);
  const surroundings = surroundingsOf(options, secrets);
  const environments = serviceEnvironments(surroundings);
  const processes = createProcesses(directory);
  // Undone in reverse: first nobody uses the names any more, then they go.
  onStop(() => removeOwnNames(options));
  onStop(() => processes.stop());

  onProgress('Starting PostgreSQL, Kafka, the mailbox and the identity provider …');
  await Promise.all([
    prepareDatabases(options, secrets, processes).then(() => {
      onProgress('Bringing the tables up to date …');
      return Promise.all(
        subgraphs.map((name) => migrateService(processes, name, migrationEnvironment(surroundings, name))),
      );
    }),
    prepareTopics(options, surroundings, processes),
    given.smtpUrl ?? startMailbox(mailboxOptions(ports, secrets)).then(({ stop }) => onStop(stop)),
    given.oidcIssuer ?? startIdentityProvider(identityOptions(surroundings)).then(({ stop }) => onStop(stop)),
  ]);

  onProgress('Starting the five services …');
  const started = forEach(services, (name) => startService(processes, name, environments[name]));
  await Promise.all(services.map((name) => untilReady(started[name], ports[name])));
  return {
    gatewayUrl: `http://${LOOPBACK}:${ports.gateway}`,
    issuer: surroundings.issuer,
    messagesUrl: `http://${LOOPBACK}:${ports.messages}/messages`,
    secrets,
    databaseUrls: surroundings.databaseUrls,
    services: started,
  };
}

const PROVINCE_DATA = 'libs/law/province/data';

function surroundingsOf(
  { directory, ports, given = {}, ownNames = '', provinceData = PROVINCE_DATA }: StackOptions,
  secrets: Secrets,
): Surroundings {
  const serverUrl = databaseServerUrl(ports, secrets, given);
  return {
    ports,
    secrets,
    databaseUrls: forEach(databases, (name) =>
      databaseAddresses(serverUrl, ownNames + name, secrets.databaseLogins[name]),
    ),
    kafkaBrokers: given.kafkaBrokers ?? `${LOOPBACK}:${ports.kafka}`,
    topicPrefix: ownNames,
    provinceData,
    smtpUrl: given.smtpUrl ?? `smtp://${LOOPBACK}:${ports.smtp}`,
    audit: auditPlacesIn(directory),
    receipts: receiptPlacesIn(directory),
    sealingKeys: { intake: sealingKeysIn(directory, 'intake'), vault: sealingKeysIn(directory, 'vault') },
    issuer: given.oidcIssuer ?? `http://${LOOPBACK}:${ports.identityProvider}`,
  };
}

const databaseServerUrl = (ports: StackPorts, secrets: Secrets, { databaseUrl }: GivenServers): string =>
  databaseUrl ?? `postgres://postgres:${secrets.databaseServerPassword}@${LOOPBACK}:${ports.postgres}/postgres`;

async function prepareDatabases(options: StackOptions, secrets: Secrets, processes: Processes): Promise<void> {
  const { directory, ports, given = {}, ownNames = '' } = options;
  const isServerOurs = given.databaseUrl === undefined;
  const server = {
    processes,
    directory: join(directory, 'postgres'),
    port: ports.postgres,
    password: secrets.databaseServerPassword,
  };
  // The migrations that come next are run from bundles.
  await Promise.all([build(), isServerOurs ? startPostgres(server) : null]);
  const serverUrl = databaseServerUrl(ports, secrets, given);
  const passwords = Object.fromEntries(databases.map((name) => [ownNames + name, secrets.databaseLogins[name]]));
  await createDatabases({ serverUrl, passwords, isServerOurs });
}

async function prepareTopics(options: StackOptions, surroundings: Surroundings, processes: Processes): Promise<void> {
  const { directory, ports, given = {}, ownNames = '', onProgress = () => undefined } = options;
  const server = {
    processes,
    directory: join(directory, 'kafka-data'),
    port: ports.kafka,
    controllerPort: ports.kafkaController,
    onProgress,
  };
  if (given.kafkaBrokers === undefined) await startKafka(server);
  await createTopics(surroundings.kafkaBrokers, ownNames);
}

/** Leaves servers that others use as well as they were. */
async function removeOwnNames({ given = {}, ownNames }: StackOptions): Promise<void> {
  if (!ownNames) return;
  if (given.databaseUrl)
    await dropDatabases(
      given.databaseUrl,
      databases.map((name) => ownNames + name),
    );
  if (given.kafkaBrokers) await deleteTopics(given.kafkaBrokers, ownNames);
}

const mailboxOptions = (ports: StackPorts, secrets: Secrets) => ({
  smtpPort: ports.smtp,
  httpPort: ports.messages,
  deliveryReportUrl: deliveryReportUrl(ports, secrets),
});

const identityOptions = ({ ports, secrets, provinceData }: Surroundings) => ({
  port: ports.identityProvider,
  officers: loadProvince(provinceData).officers,
  clientSecret: secrets.tokenClientSecret,
  signingKey: secrets.tokenSigningKey,
});
