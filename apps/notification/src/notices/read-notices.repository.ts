import { validate } from 'uuid';
import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { DeliveryAttempt, Notice, NoticeChannel, NoticeStatus } from './notice';
import { noticesWithin } from './notice-reach.repository';
import { NOTICE_COLUMNS } from './notice.repository';

const FROM = 'from notice n left join agency a on a.id = n.agency_id';
const uuidsOf = (ids: readonly string[]): readonly string[] => ids.filter((id) => validate(id));

/** Those of them that the reach holds; `lock` keeps them from changing until the transaction ends. */
export async function noticesByIds(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
  lock = false,
): Promise<Map<string, Notice>> {
  const within = noticesWithin(reach, 2);
  const { rows } = await client.query<Notice>({
    name: `notices-by-ids${within.name}${lock ? '-locked' : ''}`,
    text: `select ${NOTICE_COLUMNS} ${FROM} where n.id = any($1::uuid[]) and ${within.sql} ${lock ? 'order by n.id for update of n' : ''}`,
    values: [uuidsOf(ids), ...within.values],
  });
  return new Map(rows.map((notice) => [notice.id, notice]));
}

export type NoticeParent = 'case_id' | 'petition_id' | 'directive_id';

/** A page in the order of a list; `after` names the place it begins behind. */
export interface NoticePage {
  readonly limit: number;
  readonly after: readonly string[] | null;
}

/** A page of the notices of each parent that the reach holds, oldest first, one statement for all parents. */
export async function noticesOfParents(
  client: Queryable,
  parent: NoticeParent,
  ids: readonly string[],
  reach: Reach,
  { limit, after }: NoticePage,
): Promise<Map<string, Notice[]>> {
  const within = noticesWithin(reach, 5);
  const { rows } = await client.query<Notice & { parentId: string }>({
    name: `notices-of-${parent}${within.name}`,
    text: `select p.id as "parentId", ${NOTICE_COLUMNS}
           from unnest($1::uuid[]) as p (id)
           cross join lateral (
             select * from notice n
             where n.${parent} = p.id and ($3::timestamptz is null or (n.created_at, n.id) > ($3, $4::uuid))
               and ${within.sql}
             order by n.created_at, n.id limit $2) n
           left join agency a on a.id = n.agency_id
           order by p.id, n.created_at, n.id`,
    values: [uuidsOf(ids), limit, after?.[0], after?.[1], ...within.values],
  });
  const byParent = new Map<string, Notice[]>(ids.map((id) => [id, []]));
  for (const { parentId, ...notice } of rows) byParent.get(parentId)?.push(notice);
  return byParent;
}

export interface NoticeFilter {
  readonly case?: string | null;
  readonly directive?: string | null;
  readonly agency?: string | null;
  readonly status?: NoticeStatus | null;
  readonly channel?: NoticeChannel | null;
}

/** Those that the reach holds, newest first, after a place in that order: a page is full unless there are no more. */
export async function listNotices(
  client: Queryable,
  filter: NoticeFilter,
  reach: Reach,
  { limit, after }: NoticePage,
): Promise<Notice[]> {
  const wanted = [filter.case, filter.directive, filter.agency];
  if (wanted.some((id) => id != null && !validate(id))) return [];
  const within = noticesWithin(reach, 9);
  const { rows } = await client.query<Notice>({
    name: `list-notices${within.name}`,
    text: `select ${NOTICE_COLUMNS} ${FROM}
           where ($1::uuid is null or n.case_id = $1) and ($2::uuid is null or n.directive_id = $2)
             and ($3::uuid is null or n.agency_id = $3) and ($4::text is null or n.status = $4)
             and ($5::text is null or n.channel = $5)
             and ($6::timestamptz is null or (n.created_at, n.id) < ($6, $7::uuid)) and ${within.sql}
           order by n.created_at desc, n.id desc limit $8`,
    values: [...wanted, filter.status, filter.channel, after?.[0], after?.[1], limit, ...within.values],
  });
  return rows;
}

/** What the providers said of those of these notices that the reach holds. */
export async function attemptsOfNotices(
  client: Queryable,
  ids: readonly string[],
  reach: Reach,
): Promise<Map<string, DeliveryAttempt[]>> {
  const within = noticesWithin(reach, 2);
  const { rows } = await client.query<DeliveryAttempt>({
    name: `attempts-of-notices${within.name}`,
    text: `select notice_id as "noticeId", ordinal, at, accepted, provider_code as "providerCode", error
           from delivery_attempt where notice_id in (select n.id from notice n where n.id = any($1::uuid[]) and ${within.sql})
           order by notice_id, ordinal`,
    values: [ids, ...within.values],
  });
  const byNotice = new Map<string, DeliveryAttempt[]>(ids.map((id) => [id, []]));
  for (const attempt of rows) byNotice.get(attempt.noticeId)?.push(attempt);
  return byNotice;
}
