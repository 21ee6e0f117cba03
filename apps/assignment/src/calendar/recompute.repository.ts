import { calendarContract, caseContract, type CalendarEvent } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import type { Case, CaseDeadline } from '../cases/case';
import { deadlinesOfCases, lockCasesByIds, updateCases } from '../cases/case.repository';
import { locks } from '../locks';
import { CALENDAR_ID } from './calendar-change';
import { recomputeCase, type RecomputedCase } from './recompute-deadlines';

/** A change whose effect on running deadlines is not computed to the end yet. */
export interface PendingChange {
  readonly sequence: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export async function pendingChanges(client: Queryable): Promise<PendingChange[]> {
  const { rows } = await client.query<PendingChange>({
    name: 'pending-calendar-changes',
    text: `select c.sequence, min(d.day)::text as "firstDay", max(d.day)::text as "lastDay"
           from calendar_change c join calendar_change_day d using (sequence)
           where c.finished_at is null group by c.sequence order by c.sequence`,
  });
  return rows;
}

export async function isMineToRecompute(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
    locks.recomputation,
  ]);
  return rows[0]!.mine;
}

export interface RecomputedBatch {
  readonly lastCaseId: string;
  readonly unanswered: readonly string[];
}

/**
 * Computes the next cases again whose running deadlines span a changed day; null when none is left after `afterCaseId`.
 * What is stored carries the change's sequence, so that nothing is computed twice, however often this is broken off.
 */
export async function recomputeBatch(
  client: Queryable,
  law: Law,
  change: PendingChange,
  { afterCaseId, deadlinesMax, at }: { readonly afterCaseId: string; readonly deadlinesMax: number; readonly at: Date },
): Promise<RecomputedBatch | null> {
  const ids = await casesSpanning(client, change, afterCaseId, deadlinesMax);
  if (ids.length === 0) return null;
  const cases = await lockCasesByIds(client, ids);
  const deadlines = await deadlinesOfCases(client, ids);
  const recomputed = cases.map((found) => recomputeCase(law, found, deadlines.get(found.id) ?? []));
  await updateDueDays(
    client,
    recomputed.flatMap((result) => result.deadlines),
    law,
  );
  await storeMoved(client, change, recomputed, at);
  return { lastCaseId: ids.at(-1)!, unanswered: recomputed.flatMap(({ unanswered }) => unanswered) };
}

async function casesSpanning(
  client: Queryable,
  { sequence, firstDay, lastDay }: PendingChange,
  afterCaseId: string,
  deadlinesMax: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: 'cases-spanning',
    text: `select distinct case_id as id from (
             select case_id from case_deadline
             where status in ('RUNNING', 'PAUSED') and case_id > $1 and calendar_sequence < $2
               and least(started_on, due_on) <= $4 and greatest(started_on, due_on) >= $3
             order by case_id limit $5) spanning
           order by case_id`,
    values: [afterCaseId, sequence, firstDay, lastDay, deadlinesMax],
  });
  return rows.map(({ id }) => id);
}

const updateDueDays = (client: Queryable, deadlines: readonly CaseDeadline[], { calendar }: Law): Promise<unknown> =>
  client.query({
    name: 'update-due-days',
    text: `update case_deadline d set due_on = r.due_on, calendar_version = $5, calendar_sequence = $6
           from unnest($1::uuid[], $2::text[], $3::date[], $4::date[]) as r (case_id, rule, started_on, due_on)
           where d.case_id = r.case_id and d.rule = r.rule and d.started_on = r.started_on`,
    values: [
      deadlines.map(({ caseId }) => caseId),
      deadlines.map(({ rule }) => rule),
      deadlines.map(({ startedOn }) => startedOn),
      deadlines.map(({ dueOn }) => dueOn),
      calendar.version,
      calendar.sequence,
    ],
  });

async function storeMoved(
  client: Queryable,
  { sequence }: PendingChange,
  recomputed: readonly RecomputedCase[],
  at: Date,
): Promise<void> {
  const moved = recomputed.flatMap((result) => result.moved ?? []);
  if (moved.length === 0) return;
  const cases = moved.map(({ changed }): Case => changed);
  await updateCases(client, cases);
  await client.query({
    name: 'insert-moved-cases',
    text: `insert into calendar_moved_case (sequence, case_id, agency_id, officer_id)
           select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[])`,
    values: [
      sequence,
      cases.map(({ id }) => id),
      cases.map(({ agencyId }) => agencyId),
      cases.map(({ officerId }) => officerId),
    ],
  });
  await recordEvents(
    client,
    [caseContract],
    moved.map(({ event }) => event),
    at,
  );
}

type Moved = Extract<CalendarEvent, { type: 'DeadlinesMoved' }>['data'];

/** Marks a change as computed to the end and tells each officer whose cases it moved, once. */
export async function finishChange(client: Queryable, { sequence }: PendingChange, at: Date): Promise<void> {
  const finished = await client.query({
    name: 'finish-calendar-change',
    text: `update calendar_change set finished_at = $2,
             moved_cases = (select count(*) from calendar_moved_case where sequence = $1)
           where sequence = $1 and finished_at is null`,
    values: [sequence, at],
  });
  if (finished.rowCount === 0) return;
  const { rows } = await client.query<Omit<Moved, 'calendarSequence'>>({
    name: 'moved-cases-of-officers',
    text: `select array(select day::text from calendar_change_day where sequence = $1 order by day) as "changedDays",
             m.agency_id as "agencyId", m.officer_id as "officerId", count(*)::int as "caseCount",
             min(c.next_due_on)::text as "nextDueOn"
           from calendar_moved_case m join cases c on c.id = m.case_id where m.sequence = $1
             -- What nobody was given yet is told to the head, who must not hear of a matter about the head or the body.
             and (m.officer_id is not null
               or not (c.is_protected and c.respondent_agency_id is not distinct from m.agency_id)
                 and not exists (select from officer_duty d where d.officer_id = c.respondent_officer_id
                   and d.agency_id = m.agency_id and d.role = 'head'))
           group by m.agency_id, m.officer_id order by m.agency_id, m.officer_id`,
    values: [sequence],
  });
  if (rows.length === 0) return;
  const versioned = await client.query<{ version: number }>(
    'update calendar set version = version + $2 where id = $1 returning version',
    [CALENDAR_ID, rows.length],
  );
  const version = versioned.rows[0]!.version - rows.length;
  const told = rows.map((data, index): CalendarEvent => ({
    topic: 'assignment.calendar.v1',
    type: 'DeadlinesMoved',
    aggregateId: CALENDAR_ID,
    aggregateVersion: version + index + 1,
    data: { calendarSequence: sequence, ...data },
  }));
  await recordEvents(client, [calendarContract], told, at);
  // Told: from now on the events say which cases moved.
  await client.query({
    name: 'forget-moved-cases',
    text: 'delete from calendar_moved_case where sequence = $1',
    values: [sequence],
  });
}
