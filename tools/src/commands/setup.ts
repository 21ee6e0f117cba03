import { tmpdir } from 'node:os';
import { createDatabases, databaseAddress } from '../infrastructure/databases';
import { createProcesses } from '../infrastructure/processes';
import { runCommand } from '../run-command';
import { migrateService } from '../run-services';
import { databases, forEach, subgraphs } from '../services';
import { createTopics } from '../topics';

const PASSWORD_SHAPE = /^[\w-]{16,}$/;

/**
 * Prepares servers for a deployment: databases, login roles, topics, tables. May be run again at every release.
 * Reads DATABASE_URL (a superuser's), KAFKA_BROKERS, and for each database its role's password in `<NAME>_DATABASE_PASSWORD`.
 */
runCommand(async (_, onStop) => {
  const serverUrl = required('DATABASE_URL');
  const passwords = forEach(databases, (name) => passwordOf(`${name.toUpperCase()}_DATABASE_PASSWORD`));
  await createDatabases({ serverUrl, passwords, isServerOurs: false });
  await createTopics(required('KAFKA_BROKERS'), process.env.KAFKA_TOPIC_PREFIX ?? '');
  const processes = createProcesses(tmpdir());
  onStop(() => processes.stop());
  const urls = forEach(databases, (name) => databaseAddress(serverUrl, name, passwords[name]));
  const environmentOf = (name: (typeof subgraphs)[number]) => ({
    DATABASE_URL: urls[name],
    ...(name === 'intake' ? { VAULT_DATABASE_URL: urls.vault } : {}),
  });
  await Promise.all(subgraphs.map((name) => migrateService(processes, name, environmentOf(name))));
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
