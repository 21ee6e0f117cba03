import { tmpdir } from 'node:os';
import { createDatabases, databaseAddresses } from '../infrastructure/databases';
import { createProcesses } from '../infrastructure/processes';
import { runCommand } from '../run-command';
import { migrateService } from '../run-services';
import { migrationEnvironment } from '../service-environment';
import { databases, forEach, subgraphs } from '../services';
import { createTopics } from '../topics';

const PASSWORD_SHAPE = /^[\w-]{16,}$/;

/**
 * Prepares servers for a deployment: databases, login roles, topics, tables. May be run again at every release.
 * Reads DATABASE_URL (a superuser's), KAFKA_BROKERS, and for each database the password of its owner in
 * `<NAME>_DATABASE_PASSWORD` and of its service's login in `<NAME>_SERVICE_PASSWORD`.
 */
runCommand(async (_, onStop) => {
  const serverUrl = required('DATABASE_URL');
  const passwords = forEach(databases, (name) => ({
    owner: passwordOf(`${name.toUpperCase()}_DATABASE_PASSWORD`),
    service: passwordOf(`${name.toUpperCase()}_SERVICE_PASSWORD`),
  }));
  await createDatabases({ serverUrl, passwords, isServerOurs: false });
  await createTopics(required('KAFKA_BROKERS'), process.env.KAFKA_TOPIC_PREFIX ?? '');
  const processes = createProcesses(tmpdir());
  onStop(() => processes.stop());
  const databaseUrls = forEach(databases, (name) => databaseAddresses(serverUrl, name, passwords[name]));
  await Promise.all(
    subgraphs.map((name) => migrateService(processes, name, migrationEnvironment({ databaseUrls }, name))),
  );
  return { exitCode: 0, lastLine: 'Databases, topics and tables are ready.' };
});

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

function passwordOf(name: string): string {
  const password = required(name);
  // It stands in a statement and in an address, where PostgreSQL takes no parameter.
  if (!PASSWORD_SHAPE.test(password))
    throw new Error(`${name} must have at least 16 characters, letters, digits, "-" and "_" only.`);
  return password;
}
