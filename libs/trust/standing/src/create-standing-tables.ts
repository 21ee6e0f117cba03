/** Makes a service's copy of the register, for tests. A change here needs a migration in each service that keeps one; they compare the two. */
export async function createStandingTables(run: (sql: string) => Promise<unknown>): Promise<void> {
  await run(`
    create table standing_body (
      id uuid primary key,
      version int not null,
      parent_id uuid,
      exists_from date not null,
      exists_to date
    )`);
  await run(`
    create table standing_officer (
      id uuid primary key,
      version int not null,
      suspended boolean not null,
      duties jsonb not null
    )`);
}
