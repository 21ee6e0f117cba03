import type { FreshDatabase } from './fresh-database';

/** One thing that a database consists of, in PostgreSQL's own words; `of` is the table, view, sequence or function. */
interface Thing {
  readonly of: string;
  readonly what: string;
}

const RELATIONS = `select c.*, c.oid::regclass::text as of from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and c.relname not in ('migrations', 'migrations_id_seq')`;

// Numbers of columns have gaps where columns were dropped, so their order counts and not their number.
const TABLES = `
  with relation as (${RELATIONS})
  select of, concat_ws(' ', 'kind', relkind, relpersistence, reloptions) as what from relation
  union all
  select of, concat_ws(' ', 'column', row_number() over (partition by attrelid order by attnum), attname,
      format_type(atttypid, atttypmod), nullif(attcollation, 0)::regcollation, case when attnotnull then 'not null' end,
      nullif(attidentity, ''), nullif(attgenerated, ''), pg_get_expr(adbin, adrelid))
    from relation join pg_attribute a on attrelid = relation.oid and attnum > 0 and not attisdropped
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relkind <> 'S'
  union all
  select of, concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcycle)
    from relation join pg_sequence on seqrelid = relation.oid
  union all
  select of, concat_ws(' ', conname, pg_get_constraintdef(c.oid))
    from relation join pg_constraint c on conrelid = relation.oid and contype <> 'n'
  union all
  select of, pg_get_indexdef(indexrelid) from relation join pg_index on indrelid = relation.oid
  union all
  select of, pg_get_triggerdef(t.oid) from relation join pg_trigger t on tgrelid = relation.oid and not tgisinternal
  union all
  select of, pg_get_viewdef(oid) from relation where relkind in ('v', 'm')
  union all
  select proname, pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace`;

const RIGHTS = `
  with relation as (${RELATIONS})
  select of, concat_ws(' ', 'guarded', relrowsecurity, relforcerowsecurity) as what from relation
  union all
  select of, concat_ws(' ', privilege_type, 'to', grantee::regrole)
    from relation, aclexplode(relacl) where grantee <> relowner
  union all
  select of, concat_ws(' ', privilege_type, attname, 'to', grantee::regrole)
    from relation join pg_attribute on attrelid = relation.oid, aclexplode(attacl)
  union all
  select tablename, concat_ws(' ', 'policy', policyname, permissive, cmd, roles, qual, 'check', with_check)
    from pg_policies where schemaname = 'public'`;

/** Tables, views, sequences and functions: what they consist of and what holds of them. The record of migrations is left out. */
export const tablesOf = (database: FreshDatabase): Promise<readonly Thing[]> => thingsOf(database, TABLES);

/** Who may do what with tables, and which of their rows policies show. */
export const rightsOf = (database: FreshDatabase): Promise<readonly Thing[]> => thingsOf(database, RIGHTS);

async function thingsOf({ asOwner }: FreshDatabase, sql: string): Promise<readonly Thing[]> {
  return (await asOwner(`${sql} order by 1, 2`)).rows;
}

/** What only one of two databases has, one line each, marked with the name of the one that has it. */
export function differences(sides: Readonly<Record<string, readonly Thing[]>>): string[] {
  const lines = Object.entries(sides).map(([side, things]) => ({
    side,
    lines: new Set(things.map(({ of, what }) => `${of}: ${what}`)),
  }));
  return lines.flatMap(({ side, lines: own }) =>
    [...own].filter((line) => !lines.every((other) => other.lines.has(line))).map((line) => `${side} has ${line}`),
  );
}
