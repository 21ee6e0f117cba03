/** Creates a service's copy of the register; called by the service in its own migration. */
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
