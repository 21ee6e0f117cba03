import type { Reach } from '@tiepdan/access';
import { APPLICATION_ROLE, READER_ROLE } from '@tiepdan/database';
import { conflictSql, uuidsOf, withinSql, type AnsweringColumns, type MatterColumns } from './reach-sql';

/** A setting of a session that policies of PostgreSQL read. */
export interface ReachSetting {
  readonly setting: string;
  readonly value: string;
}

const NOBODY: Reach = {
  everywhere: false,
  agencyIds: [],
  officerIds: [],
  conflicts: { people: [], bodies: [], superiors: [] },
};

/** A reach as settings, always the same ones in the same order; null for nothing at all. */
export function reachSettings(reach: Reach | null): readonly ReachSetting[] {
  const { everywhere, agencyIds, officerIds, conflicts } = reach ?? NOBODY;
  const list = (ids: readonly string[]) => `{${uuidsOf(ids).join(',')}}`;
  return [
    { setting: 'tiepdan.everywhere', value: String(everywhere) },
    { setting: 'tiepdan.bodies', value: list(agencyIds) },
    { setting: 'tiepdan.officers', value: list(officerIds) },
    { setting: 'tiepdan.conflict_people', value: list(conflicts.people) },
    { setting: 'tiepdan.conflict_bodies', value: list(conflicts.bodies) },
    { setting: 'tiepdan.conflict_superiors', value: list(conflicts.superiors) },
  ];
}

/** In brackets of their own, settings are read once for a statement and not once for a row. */
const list = (setting: string): string =>
  `(select nullif(current_setting('tiepdan.${setting}', true), '')::uuid[])::uuid[]`;

/** True for rows within the reach that the session was told of; not true in a session that was told of none. */
export const withinTold = (columns: AnsweringColumns): string =>
  `((select current_setting('tiepdan.everywhere', true) = 'true') or ${withinSql(columns, list('bodies'), list('officers'))})`;

/** True for matters whose reader is in conflict with them. */
export const inConflictTold = (columns: MatterColumns): string =>
  conflictSql(columns, list('conflict_people'), list('conflict_bodies'), list('conflict_superiors'));

/** True where one of the officers is the reader, or somebody for whom the reader acts. */
export const handledByTold = (officers: string): string => `${officers} && ${list('conflict_people')}`;

/**
 * The second lock on a table: whoever reads for a caller sees the rows of which `condition` is true, the service itself all of
 * them. Tables that no migration opens or guards are closed to readers. Called in a migration.
 */
export async function guardTable(
  run: (sql: string) => Promise<unknown>,
  table: string,
  condition: string,
): Promise<void> {
  await run(`alter table ${table} enable row level security`);
  await run(`create policy application on ${table} to ${APPLICATION_ROLE} using (true) with check (true)`);
  await run(`create policy reader on ${table} for select to ${READER_ROLE} using (${condition})`);
  await openTable(run, table);
}

/** Lets readers see a table whole: one that holds nothing of a matter, or that policies of others look into. */
export async function openTable(run: (sql: string) => Promise<unknown>, table: string): Promise<void> {
  await run(`grant select on ${table} to ${READER_ROLE}`);
}

/** For `down` of the same migration. */
export async function unguardTable(run: (sql: string) => Promise<unknown>, table: string): Promise<void> {
  await run(`revoke select on ${table} from ${READER_ROLE}`);
  await run(`drop policy application on ${table}`);
  await run(`drop policy reader on ${table}`);
  await run(`alter table ${table} disable row level security`);
}
