import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { differences, rightsOf, tablesOf } from './catalogue';
import { freshDatabase, type FreshDatabase } from './fresh-database';

/** Brings the database at an address to a service's newest migration. */
type Migrate = (url: string) => Promise<unknown>;
type Build = (run: (sql: string) => Promise<unknown>) => Promise<unknown>;

/**
 * Where the shared tables that migrations made differ from those that their libraries would make today: nowhere, if all is well.
 * A library that changes its tables needs a migration in each service that has them.
 */
export async function tablesAgainstBuilders(migrate: Migrate, builders: readonly Build[]): Promise<string[]> {
  const built = await inDatabase('built', async (database) => {
    for (const build of builders) await build(database.asOwner);
    return tablesOf(database);
  });
  const migrated = await inDatabase('migrated', async (database) => {
    await migrate(database.url);
    return tablesOf(database);
  });
  const shared = new Set(built.map(({ of }) => of));
  return differences({ migrated: migrated.filter(({ of }) => shared.has(of)), built });
}

/**
 * Where rights and policies that migrations made differ from those that `guard` would make today for the same tables: nowhere, if
 * all is well.
 */
export const rightsAgainstGuard = (migrate: Migrate, guard: Build): Promise<string[]> =>
  inDatabase('guarded', async (database) => {
    await migrate(database.url);
    const migrated = await rightsOf(database);
    await database.asOwner(FORGET_RIGHTS);
    await guard(database.asOwner);
    // Rights of the service itself are given whenever a database is migrated.
    await migrate(database.url);
    return differences({ migrated, guarded: await rightsOf(database) });
  });

const FORGET_RIGHTS = `
  do $$ declare statement text; begin
    for statement in
      select format('drop policy %I on %I', policyname, tablename) from pg_policies where schemaname = 'public'
      union all
      select format('alter table %I disable row level security, no force row level security', relname) from pg_class
      where relnamespace = 'public'::regnamespace and relrowsecurity
      union all
      select distinct format('revoke all on %s %I from %s', case relkind when 'S' then 'sequence' else 'table' end, relname,
        case grantee when 0 then 'public' else grantee::regrole::text end)
      from pg_class c left join pg_attribute on attrelid = c.oid, aclexplode(relacl || attacl)
      where relnamespace = 'public'::regnamespace and grantee <> relowner
    loop execute statement; end loop;
  end $$`;

/**
 * Where a database of before, upgraded, differs from one that is made anew, and which of its rows were lost or changed: nowhere and
 * none, if all is well. `before` is a file of SQL that makes the database of before, with rows in it. Columns that came later,
 * and fields within JSON, do not count as a change of a row.
 */
export async function upgradedAgainstNew(migrate: Migrate, before: string): Promise<string[]> {
  const anew = await inDatabase('anew', async (database) => {
    await migrate(database.url);
    return everythingOf(database);
  });
  return inDatabase('upgraded', async (database) => {
    await database.asOwner(readFileSync(before, 'utf8'));
    const rows = await rowsOf(database);
    await migrate(database.url);
    const kept = await rowsOf(database);
    const lost = rows.filter((row) => !kept.some((other) => holds(other, row)));
    return [
      ...differences({ anew, upgraded: await everythingOf(database) }),
      ...lost.map(({ of, row }) => `lost ${of}: ${JSON.stringify(row)}`),
    ];
  });
}

const everythingOf = async (database: FreshDatabase) => [
  ...(await tablesOf(database)),
  ...(await rightsOf(database)),
  ...(await database.asOwner(`select 'migrations' as of, name as what from migrations`)).rows,
];

interface StoredRow {
  readonly of: string;
  readonly row: unknown;
}

async function rowsOf({ asOwner }: FreshDatabase): Promise<StoredRow[]> {
  const { rows: tables } = await asOwner(
    `select relname as of from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  const found = tables.map(async ({ of }) =>
    (await asOwner(`select to_jsonb(t) as row from "${of}" t`)).rows.map(({ row }) => ({ of, row })),
  );
  return (await Promise.all(found)).flat();
}

/** True of a value that is the same, and of an object that has the same fields and perhaps more. */
function holds(value: unknown, part: unknown): boolean {
  if (!isObject(value) || !isObject(part)) return isDeepStrictEqual(value, part);
  return Object.entries(part).every(([field, inner]) => holds(value[field], inner));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function inDatabase<Result>(
  purpose: string,
  work: (database: FreshDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await freshDatabase(purpose);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}
