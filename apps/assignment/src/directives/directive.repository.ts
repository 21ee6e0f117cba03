import type { Queryable } from '@tiepdan/database';
import type { Directive, Party } from './directive';

/**
 * Writes a directive with all its parts, two statements. False when one with this number, day and issuer is there
 * already.
 */
export async function insertDirective(
  client: Queryable,
  directive: Directive,
  { sourceText, importedAt }: { sourceText: string; importedAt: Date },
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'insert-directive',
    text: `insert into directive (id, version, document_number, title, issued_on, meeting_on, issuer_text, issuer_agency_id,
                                  signatory, file_copies, source_text, imported_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           on conflict (document_number, issued_on, issuer_agency_id)
             where document_number is not null and issued_on is not null do nothing`,
    values: [
      directive.id,
      directive.version,
      directive.documentNumber,
      directive.title,
      directive.issuedOn,
      directive.meetingOn,
      directive.issuer?.text,
      directive.issuer?.agencyId,
      directive.signatory && JSON.stringify(directive.signatory),
      directive.fileCopies,
      sourceText,
      importedAt,
    ],
  });
  if (rowCount === 0) return false;
  await insertParts(client, directive);
  return true;
}

const insertParts = (client: Queryable, directive: Directive): Promise<unknown> =>
  client.query({
    name: 'insert-directive-parts',
    text: `
      with tasks as (
        insert into directive_task (id, directive_id, ordinal, number, text, due, status, reports)
        select t.id, $1, t.ordinal, t.number, t.text, nullif(t.due, 'null'), t.status, t.reports
        from jsonb_to_recordset($2::jsonb)
          as t (id uuid, ordinal int, number text, text text, due jsonb, status text, reports jsonb)),
      findings as (
        insert into directive_finding (directive_id, ordinal, code, severity, task, message, quote)
        select $1, f.ordinal, f.code, f.severity, f.task, f.message, f.quote
        from jsonb_to_recordset($3::jsonb)
          as f (ordinal int, code text, severity text, task text, message text, quote text))
      insert into directive_party (directive_id, role, task_id, ordinal, text, agency_id, is_group)
      select $1, p.role, p."taskId", p.ordinal, p.text, p."agencyId", p."group"
      from jsonb_to_recordset($4::jsonb)
        as p (role text, "taskId" uuid, ordinal int, text text, "agencyId" uuid, "group" boolean)`,
    values: [
      directive.id,
      JSON.stringify(inOrder(directive.tasks)),
      JSON.stringify(inOrder(directive.findings)),
      JSON.stringify(
        inOrder([
          ...partyRows('ATTENDEE', null, directive.attendees),
          ...partyRows('RECIPIENT', null, directive.recipients),
          ...directive.tasks.flatMap((task) => [
            ...partyRows('LEAD', task.id, task.lead),
            ...partyRows('COORDINATOR', task.id, task.coordinators),
          ]),
        ]),
      ),
    ],
  });

const inOrder = <Part extends object>(parts: readonly Part[]) => parts.map((part, ordinal) => ({ ...part, ordinal }));
const partyRows = (role: string, taskId: string | null, parties: readonly Party[]) =>
  parties.map((party) => ({ ...party, role, taskId }));

const partiesOf = (where: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object('text', p.text, 'agencyId', p.agency_id, 'group', p.is_group)
                             order by p.ordinal), '[]')
   from directive_party p where ${where})`;

/** One row is a whole Directive. */
const DIRECTIVE = `
  d.id, d.version, d.document_number as "documentNumber", d.title, d.issued_on::text as "issuedOn",
  d.meeting_on::text as "meetingOn", d.signatory, d.file_copies as "fileCopies",
  case when d.issuer_text is not null
    then jsonb_build_object('text', d.issuer_text, 'agencyId', d.issuer_agency_id, 'group', false) end as issuer,
  ${partiesOf(`p.directive_id = d.id and p.role = 'ATTENDEE'`)} as attendees,
  ${partiesOf(`p.directive_id = d.id and p.role = 'RECIPIENT'`)} as recipients,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'text', t.text, 'due', t.due,
                                                'status', t.status, 'reports', t.reports,
                                                'lead', ${partiesOf(`p.task_id = t.id and p.role = 'LEAD'`)},
                                                'coordinators', ${partiesOf(`p.task_id = t.id and p.role = 'COORDINATOR'`)})
                             order by t.ordinal), '[]')
   from directive_task t where t.directive_id = d.id) as tasks,
  (select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'severity', f.severity, 'task', f.task,
                                                'message', f.message, 'quote', f.quote) order by f.ordinal), '[]')
   from directive_finding f where f.directive_id = d.id) as findings`;

export async function directivesByIds(client: Queryable, ids: readonly string[]): Promise<Map<string, Directive>> {
  const { rows } = await client.query<Directive>({
    name: 'directives-by-ids',
    text: `select ${DIRECTIVE} from directive d where d.id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((directive) => [directive.id, directive]));
}

/** The newest imports first, after a place in that order, and how many there are in all. */
export async function listDirectives(
  client: Queryable,
  afterId: string | null,
  limit: number,
): Promise<{ directives: Directive[]; totalCount: number }> {
  const { rows } = await client.query<{ directives: Directive[]; totalCount: number }>({
    name: 'list-directives',
    text: `select
             (select coalesce(jsonb_agg(page order by page.id desc), '[]')
              from (select ${DIRECTIVE} from directive d where $1::uuid is null or d.id < $1
                    order by d.id desc limit $2) page) as directives,
             (select count(*)::int from directive) as "totalCount"`,
    values: [afterId, limit],
  });
  return rows[0]!;
}

/** True when exactly this text was imported before, under whatever number. */
export async function isTextKnown(client: Queryable, sourceText: string): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'directive-text-known',
    text: `select 1 from directive where source_text = $1 limit 1`,
    values: [sourceText],
  });
  return rowCount !== 0;
}
