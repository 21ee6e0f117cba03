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
 * The second lock on a table: readers for a caller see the rows of which `condition` is true, the service itself all of them.
 * Tables that are neither opened nor guarded are closed to readers. For tests: migrations hold the text of this, and each service
 * compares the two.
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

/** Lets readers see a table whole: one that holds nothing of a matter, or that policies of others look into. For tests, too. */
export async function openTable(run: (sql: string) => Promise<unknown>, table: string): Promise<void> {
  await run(`grant select on ${table} to ${READER_ROLE}`);
}
