import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../build';
import { startKafka } from '../infrastructure/kafka';
import { freePorts } from '../infrastructure/ports';
import { startPostgres } from '../infrastructure/postgres';
import { removePostgresData } from '../infrastructure/postgres-account';
import { createProcesses, type Processes } from '../infrastructure/processes';
import { runCommand, type OnStop } from '../run-command';
import { runJest, type Figures } from '../run-jest';

const progress = (text: string) => console.error(text);

runCommand(async (args, onStop) => {
  const servers = await testServers(onStop);
  progress('Building what changed …');
  await build();
  const figures = await runJest(args, servers, onStop);
  return { exitCode: figures.failed === 0 && figures.passed > 0 ? 0 : 1, lastLine: summary(figures) };
});

const summary = ({ passed, failed }: Figures): string => `${passed} passed, ${failed} failed`;

/** Addresses of real servers for the tests: those named in the environment, or ones that live as long as this run. */
async function testServers(onStop: OnStop): Promise<NodeJS.ProcessEnv> {
  const { TEST_DATABASE_URL, TEST_KAFKA_BROKERS } = process.env;
  if (TEST_DATABASE_URL && TEST_KAFKA_BROKERS) return {};
  const directory = await mkdtemp(join(tmpdir(), 'tiepdan-test-'));
  // PostgreSQL runs as another user when we are root, and must be able to pass.
  await chmod(directory, 0o711);
  const processes = createProcesses(directory);
  onStop(async () => {
    await processes.stop();
    await removePostgresData(join(directory, 'postgres'));
    await rm(directory, { recursive: true, force: true });
  });
  progress('Starting PostgreSQL and Kafka for the tests …');
  const [databaseUrl, brokers] = await Promise.all([
    TEST_DATABASE_URL ?? postgresFor(processes, directory),
    TEST_KAFKA_BROKERS ?? kafkaFor(processes, directory),
  ]);
  return { TEST_DATABASE_URL: databaseUrl, TEST_KAFKA_BROKERS: brokers };
}

async function postgresFor(processes: Processes, directory: string): Promise<string> {
  const [port] = await freePorts(1);
  return startPostgres({ processes, directory: join(directory, 'postgres'), port: port!, password: 'postgres' });
}

async function kafkaFor(processes: Processes, directory: string): Promise<string> {
  const [port, controllerPort] = await freePorts(2);
  return startKafka({
    processes,
    directory: join(directory, 'kafka-data'),
    port: port!,
    controllerPort: controllerPort!,
    onProgress: progress,
  });
}
