import { noticeContract, type NoticeEvent } from '@tiepdan/contract-notification';
import type { Queryable } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { AttemptOutcome, NewNotice, Notice } from './notice';

/** Columns of `notice n` and its `agency a` as a Notice. */
export const NOTICE_COLUMNS = `
  n.id, n.version, n.template, n.template_version as "templateVersion", n.audience, n.channel, n.status,
  n.case_id as "caseId", n.petition_id as "petitionId", n.directive_id as "directiveId", n.agency_id as "agencyId",
  a.name as "agencyName", n.officer_id as "officerId", n.recipient_text as "recipientText", n.particulars, n.due_on::text as "dueOn",
  n.created_at as "createdAt", n.sent_at as "sentAt", n.delivered_at as "deliveredAt",
  n.acknowledged_at as "acknowledgedAt", n.attempt_count as "attemptCount", n.next_attempt_at as "nextAttemptAt"`;

/** Stores notices that are not there yet, with their events, two statements for a whole chunk. */
export async function insertNotices(client: Queryable, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const { rows } = await client.query<{ id: string }>({
    name: 'insert-notices',
    text: `insert into notice (id, version, template, template_version, audience, channel, status, case_id, petition_id,
                               directive_id, agency_id, officer_id, recipient_text, particulars, due_on, created_at, next_attempt_at)
           select r.id, 1, r.template, r."templateVersion", r.audience, r.channel, 'PENDING', r."caseId", r."petitionId",
                  r."directiveId", r."agencyId", r."officerId", r."recipientText", r.particulars, r."dueOn", r."createdAt", r."createdAt"
           from jsonb_to_recordset($1::jsonb) as r (id uuid, template text, "templateVersion" int, audience text, channel text,
             "caseId" uuid, "petitionId" uuid, "directiveId" uuid, "agencyId" uuid, "officerId" uuid, "recipientText" text, particulars jsonb,
             "dueOn" date, "createdAt" timestamptz)
           order by r.id
           on conflict (id) do nothing
           returning id`,
    values: [JSON.stringify(notices)],
  });
  const stored = new Set(rows.map(({ id }) => id));
  const [first] = notices;
  await recordEvents(
    client,
    [noticeContract],
    notices.filter(({ id }) => stored.has(id)).map(noticeCreated),
    first!.createdAt,
  );
}

const noticeCreated = (notice: NewNotice): NoticeEvent => ({
  topic: noticeContract.topic,
  type: 'NoticeCreated',
  aggregateId: notice.id,
  aggregateVersion: 1,
  data: {
    template: notice.template,
    templateVersion: notice.templateVersion,
    audience: notice.audience,
    channel: notice.channel,
    caseId: notice.caseId,
    petitionId: notice.petitionId,
    directiveId: notice.directiveId,
    agencyId: notice.agencyId,
    officerId: notice.officerId,
    dueOn: notice.dueOn,
  },
});

/** Takes up to `limit` e-mails whose time has come, for `leaseMs`; another sender takes others. */
export async function leaseEmailsToSend(
  client: Queryable,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<Notice[]> {
  const { rows } = await client.query<Notice>({
    name: 'lease-emails',
    text: `with due as (
             select id from notice
             where status = 'PENDING' and channel = 'EMAIL' and next_attempt_at <= $1 and coalesce(leased_until, '-infinity') <= $1
             order by next_attempt_at limit $3 for update skip locked),
           leased as (
             update notice set leased_until = $1::timestamptz + $2 * interval '1 millisecond' where id in (select id from due) returning *)
           select ${NOTICE_COLUMNS} from leased n left join agency a on a.id = n.agency_id`,
    values: [now, leaseMs, limit],
  });
  return rows;
}

/** Records an attempt and where it leaves the notice. A delivery report may have come first: status never goes back. */
export async function recordAttempt(
  client: Queryable,
  notice: Notice,
  outcome: AttemptOutcome,
  at: Date,
): Promise<void> {
  const isFinal = !outcome.accepted && outcome.nextAttemptAt === null && outcome.channel === 'EMAIL';
  const { rows } = await client.query<{ version: number }>({
    name: 'record-attempt',
    text: `with moved as (
             update notice set
               version = version + 1, attempt_count = attempt_count + 1, channel = $2, leased_until = null,
               next_attempt_at = $3, sent_at = case when $4 then coalesce(sent_at, $5) else sent_at end,
               status = case when status <> 'PENDING' then status when $4 then 'SENT' when $6 then 'FAILED' else status end
             where id = $1 returning id, version, attempt_count),
           attempted as (
             insert into delivery_attempt (notice_id, ordinal, at, accepted, provider_code, error)
             select id, attempt_count, $5, $4, $7, $8 from moved)
           select version from moved`,
    values: [
      notice.id,
      outcome.channel,
      outcome.nextAttemptAt,
      outcome.accepted,
      at,
      isFinal,
      outcome.providerCode,
      outcome.error,
    ],
  });
  const event: NoticeEvent = {
    topic: noticeContract.topic,
    type: 'NoticeAttempted',
    aggregateId: notice.id,
    aggregateVersion: rows[0]!.version,
    data: { attemptedAt: at.toISOString(), accepted: outcome.accepted, providerCode: outcome.providerCode },
  };
  await recordEvents(client, [noticeContract], [event], at);
}

/** True when this report is the first one for a notice that can still be delivered. */
export async function markDelivered(client: Queryable, id: string, at: Date): Promise<boolean> {
  const { rows } = await client.query<{ version: number }>({
    name: 'mark-delivered',
    text: `update notice set version = version + 1, status = 'DELIVERED', delivered_at = $2
           where id = $1 and status in ('PENDING', 'SENT', 'FAILED') returning version`,
    values: [id, at],
  });
  const [delivered] = rows;
  if (!delivered) return false;
  const event: NoticeEvent = {
    topic: noticeContract.topic,
    type: 'NoticeDelivered',
    aggregateId: id,
    aggregateVersion: delivered.version,
    data: { deliveredAt: at.toISOString() },
  };
  await recordEvents(client, [noticeContract], [event], at);
  return true;
}

/** The notice as its acknowledgement leaves it; the row must be locked. */
export async function acknowledge(client: Queryable, id: string, at: Date): Promise<Notice> {
  const { rows } = await client.query<Notice>({
    name: 'acknowledge-notice',
    text: `with moved as (
             update notice set version = version + 1, status = 'ACKNOWLEDGED', acknowledged_at = $2 where id = $1 returning *)
           select ${NOTICE_COLUMNS} from moved n left join agency a on a.id = n.agency_id`,
    values: [id, at],
  });
  return rows[0]!;
}
