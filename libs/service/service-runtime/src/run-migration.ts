/** Runs the migration step of a service: reads DATABASE_URL, brings the tables up to date, and ends with exit code 0 or 1. */
export function runMigration(service: string, migrate: (databaseUrl: string) => Promise<void>): void {
  const url = process.env['DATABASE_URL'];
  if (!url) {
    console.error(`${service}: DATABASE_URL names no database to migrate.`);
    process.exit(1);
  }
  migrate(url).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(`${service}: the migration failed:`, error);
      process.exit(1);
    },
  );
}
