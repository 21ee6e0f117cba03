import type { FreshDatabase } from './fresh-database';

/** Tables and views that whoever reads for a caller sees whole, because no policy of PostgreSQL guards their rows. */
export async function openToReaders({ asOwner }: FreshDatabase): Promise<string[]> {
  const { rows } = await asOwner(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and not relrowsecurity
       and relkind in ('r', 'p', 'v', 'm') and has_table_privilege('tiepdan_reader', oid, 'select') order by 1`,
  );
  return rows.map(({ name }: { name: string }) => name);
}
