import type { Queryable } from '@tiepdan/database';
import type { Case, CaseDeadline } from './case';

export const CASE = `c.id, c.version, c.number, c.petition_id as "petitionId", c.petition_number as "petitionNumber", c.kind, c.instance,
  c.state, c.stage, c.previous_state as "previousState", c.suspended_on::text as "suspendedOn", c.complexity, c.remote_area as "remoteArea", c.agency_id as "agencyId", c.officer_id as "officerId",
  c.respondent_agency_id as "respondentAgencyId", c.respondent_officer_id as "respondentOfficerId",
  c.is_protected as "isProtected", c.proposed_by_id as "proposedById", c.earlier_handlers as "earlierHandlers",
  c.reply_channel as "replyChannel", c.channel, c.received_on::text as "receivedOn", c.opened_at as "openedAt",
  c.closed_at as "closedAt", c.next_due_on::text as "nextDueOn"`;
const DEADLINE = `case_id as "caseId", rule, started_on::text as "startedOn", due_on::text as "dueOn", status,
  met_on::text as "metOn", rule_version as "ruleVersion", calendar_version as "calendarVersion",
  calendar_sequence as "calendarSequence", inputs`;

/** The case each petition belongs to now: its own, or the one it joined. */
export async function casesOfPetitions(client: Queryable, petitionIds: readonly string[]): Promise<Map<string, Case>> {
  const { rows } = await client.query<Case & { ofPetition: string }>({
    name: 'cases-of-petitions',
    text: `select p.petition_id as "ofPetition", ${CASE}
           from case_petition p join cases c on c.id = p.case_id where p.petition_id = any($1::uuid[])`,
    values: [petitionIds],
  });
  return new Map(rows.map(({ ofPetition, ...found }) => [ofPetition, found]));
}

/**
 * Cases to be changed, locked until the transaction ends: those that some petitions were opened as, and those that other
 * petitions belong to now.
 */
export async function lockCases(
  client: Queryable,
  { openedFor, holding }: { readonly openedFor: readonly string[]; readonly holding: readonly string[] },
): Promise<Case[]> {
  const { rows } = await client.query<Case>({
    name: 'lock-cases',
    text: `select ${CASE} from cases c
           where c.id in (
             select id from cases where petition_id = any($1::uuid[])
             union select case_id from case_petition where petition_id = any($2::uuid[]))
           order by c.id for update of c`,
    values: [openedFor, holding],
  });
  return rows;
}

/** Cases to be changed, locked in the order of their ids until the transaction ends. */
export async function lockCasesByIds(client: Queryable, ids: readonly string[]): Promise<Case[]> {
  const { rows } = await client.query<Case>({
    name: 'lock-cases-by-ids',
    text: `select ${CASE} from cases c where c.id = any($1::uuid[]) order by c.id for update`,
    values: [ids],
  });
  return rows;
}

export async function deadlinesOfCases(
  client: Queryable,
  caseIds: readonly string[],
): Promise<Map<string, CaseDeadline[]>> {
  const { rows } = await client.query<CaseDeadline>({
    name: 'deadlines-of-cases',
    text: `select ${DEADLINE} from case_deadline where case_id = any($1::uuid[]) order by case_id, due_on, rule`,
    values: [caseIds],
  });
  const byCase = new Map<string, CaseDeadline[]>(caseIds.map((id) => [id, []]));
  for (const deadline of rows) byCase.get(deadline.caseId)?.push(deadline);
  return byCase;
}

/** Stores new cases, each with the petition it was opened for. */
export async function insertCases(client: Queryable, cases: readonly Case[]): Promise<void> {
  await client.query({
    name: 'insert-cases',
    text: `with opened as (
             insert into cases (id, version, number, petition_id, petition_number, kind, instance, state, stage, complexity, remote_area,
               agency_id, officer_id, respondent_agency_id, respondent_officer_id, reply_channel, channel, received_on, opened_at, next_due_on, is_protected)
             select r.id, 1, r.number, r."petitionId", r."petitionNumber", r.kind, r.instance, r.state, r.stage, r.complexity,
               r."remoteArea", r."agencyId", null, r."respondentAgencyId", r."respondentOfficerId", r."replyChannel",
               r.channel, r."receivedOn", r."openedAt", r."nextDueOn", r."isProtected"
             from jsonb_to_recordset($1::jsonb) as r (id uuid, number text, "petitionId" uuid, "petitionNumber" text, kind text,
               instance int, state text, stage text, complexity text, "remoteArea" boolean, "agencyId" uuid, "respondentAgencyId" uuid,
               "respondentOfficerId" uuid, "replyChannel" text, channel text, "receivedOn" date, "openedAt" timestamptz, "nextDueOn" date, "isProtected" boolean)
             order by r.id
             returning id, petition_id, received_on)
           insert into case_petition (petition_id, case_id, joined_on) select petition_id, id, received_on from opened`,
    values: [JSON.stringify(cases)],
  });
}

/** Stores what became of cases; the rows must be locked. `version` is the new one, one more than was read. */
export async function updateCases(client: Queryable, cases: readonly Case[]): Promise<void> {
  if (cases.length === 0) return;
  await client.query({
    name: 'update-cases',
    text: `update cases c set version = r.version, kind = r.kind, is_protected = r."isProtected", proposed_by_id = r."proposedById", agency_id = r."agencyId", state = r.state, stage = r.stage,
             previous_state = r."previousState", suspended_on = r."suspendedOn", complexity = r.complexity,
             remote_area = r."remoteArea", officer_id = r."officerId", closed_at = r."closedAt", next_due_on = r."nextDueOn"
           from jsonb_to_recordset($1::jsonb) as r (id uuid, version int, kind text, "isProtected" boolean, "proposedById" uuid, "agencyId" uuid, state text, stage text,
             "previousState" text, "suspendedOn" date, complexity text, "remoteArea" boolean, "officerId" uuid, "closedAt" timestamptz, "nextDueOn" date)
           where c.id = r.id`,
    values: [JSON.stringify(cases)],
  });
}

/** Stores deadlines as they are now, new ones and changed ones alike. */
export async function storeDeadlines(client: Queryable, deadlines: readonly CaseDeadline[]): Promise<void> {
  if (deadlines.length === 0) return;
  await client.query({
    name: 'store-deadlines',
    text: `insert into case_deadline (case_id, rule, started_on, due_on, status, met_on, rule_version, calendar_version,
             calendar_sequence, inputs)
           select r."caseId", r.rule, r."startedOn", r."dueOn", r.status, r."metOn", r."ruleVersion", r."calendarVersion",
             r."calendarSequence", r.inputs
           from jsonb_to_recordset($1::jsonb) as r ("caseId" uuid, rule text, "startedOn" date, "dueOn" date, status text,
             "metOn" date, "ruleVersion" text, "calendarVersion" text, "calendarSequence" int, inputs jsonb)
           order by r."caseId", r.rule, r."startedOn"
           on conflict (case_id, rule, started_on) do update set status = excluded.status, met_on = excluded.met_on,
             due_on = excluded.due_on, calendar_version = excluded.calendar_version,
             calendar_sequence = excluded.calendar_sequence, inputs = excluded.inputs`,
    values: [JSON.stringify(deadlines)],
  });
}
