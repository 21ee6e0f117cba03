import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { Pool } from 'pg';
import type { OnStop } from '@tiepdan/service-runtime';
import { APPLICATION_ROLE, createRoles, grantToApplication, READER_ROLE } from './roles';

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Tables whose rows the service may add and read, and never change or delete. */
  readonly appendOnly?: readonly string[];
  /** Connections kept open; 8 to 16 serve two cores best. */
  readonly connectionsMax?: number;
}

export interface Database {
  readonly dataSource: DataSource;
  /** typeorm's own pool: hot statements go through it with a name, so that PostgreSQL plans them once. */
  readonly pool: Pool;
  /** Connections that only read, and only what is within the reach that they were told of. */
  readonly readerPool: Pool;
}

const CONNECTIONS_MAX = 12;
const READER_CONNECTIONS_MAX = 8;
const STATEMENT_TIMEOUT_MS = 5_000;
/** A pool that is exhausted, or a server that has gone silent, is an error after this long and not a wait without end. */
const CONNECTION_TIMEOUT_MS = 5_000;

const limits = {
  connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  idle_in_transaction_session_timeout: 10_000,
};

/** Describes a database without opening it. Tables change by migrations only. `settings` are those of each session. */
export const describeDatabase = (
  { url, entities, migrations, connectionsMax = CONNECTIONS_MAX }: DatabaseOptions,
  settings?: string,
): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    synchronize: false,
    logging: false,
    extra: { ...limits, max: connectionsMax, options: settings },
  });

/** Opens a database for a service, which drops to the roles that `migrate` gave their rights, whatever its login may do. */
export async function openDatabase(options: DatabaseOptions, onStop: OnStop): Promise<Database> {
  const dataSource = await describeDatabase(options, `-c role=${APPLICATION_ROLE}`).initialize();
  onStop('database', () => dataSource.destroy());
  const pool = poolOf(dataSource);
  const readerPool = new Pool({
    ...limits,
    connectionString: options.url,
    max: READER_CONNECTIONS_MAX,
    options: `-c role=${READER_ROLE} -c default_transaction_read_only=on`,
  });
  onStop('readers', () => readerPool.end());
  // Without a listener a connection lost while idle would end the process; the pool opens another by itself.
  for (const each of [pool, readerPool]) each.on('error', () => undefined);
  return { dataSource, pool, readerPool };
}

/** Brings the tables to the newest migration, each in a transaction of its own. For the owner of the database. */
export async function migrate(options: DatabaseOptions): Promise<void> {
  const dataSource = await describeDatabase({ ...options, connectionsMax: 2 }).initialize();
  try {
    await dataSource.query('set statement_timeout = 0');
    // Migrations name them.
    await createRoles(poolOf(dataSource));
    await dataSource.runMigrations({ transaction: 'each' });
    await grantToApplication(poolOf(dataSource), options.appendOnly ?? []);
  } finally {
    await dataSource.destroy();
  }
}

const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;
