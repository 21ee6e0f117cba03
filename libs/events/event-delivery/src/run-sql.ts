/** Runs one statement of a migration. */
export type RunSql = (sql: string) => Promise<unknown>;
