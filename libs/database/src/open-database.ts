import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Pool } from 'pg';
import type { OnStop } from '@tiepdan/service-runtime';

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Connections kept open; 8 to 16 serve two cores best. */
  readonly connectionsMax?: number;
}

export interface Database {
  readonly dataSource: DataSource;
  /** typeorm's own pool: hot statements go through it with a name, so that PostgreSQL plans them once. */
  readonly pool: Pool;
}

const CONNECTIONS_MAX = 12;
const STATEMENT_TIMEOUT_MS = 5_000;
/** A pool that is exhausted, or a server that has gone silent, is an error after this long and not a wait without end. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** Describes a database without opening it. Tables change by migrations only. */
export const describeDatabase = ({
  url,
  entities,
  migrations,
  connectionsMax = CONNECTIONS_MAX,
}: DatabaseOptions): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    synchronize: false,
    logging: false,
    extra: {
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      max: connectionsMax,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 10_000,
    },
  });

export async function openDatabase(options: DatabaseOptions, onStop: OnStop): Promise<Database> {
  const dataSource = await describeDatabase(options).initialize();
  onStop('database', () => dataSource.destroy());
  const pool = poolOf(dataSource);
  // Without a listener a connection lost while idle would end the process; the pool opens another by itself.
  pool.on('error', () => undefined);
  return { dataSource, pool };
}

/** Brings the tables to the newest migration, each in a transaction of its own. */
export async function migrate(options: DatabaseOptions): Promise<void> {
  const dataSource = await describeDatabase({ ...options, connectionsMax: 2 }).initialize();
  try {
    await dataSource.query('set statement_timeout = 0');
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;
