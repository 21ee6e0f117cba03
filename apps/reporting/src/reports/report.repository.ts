import type { Reach } from '@tiepdan/access';
import type { Queryable } from '@tiepdan/database';
import type { Hearing, Link, MatterFacts } from '../ledger/matter';
import { HEARING_COLUMNS, LINK_COLUMNS } from '../ledger/matter.repository';
import { agenciesByNo, agencyById } from '../agencies/agency.repository';
import type { AccountSum, Scope } from './compile-report';
import type { ItemBooks, ItemPlace, ItemScope, PostingFound, SubjectFound } from './report-items';
import type { WindowParts } from './reporting-window';

/** A statement for one agency and one for all, so that each is planned for its own index. */
const ofAgency = (agencyNo: number | null, parameter: string): string =>
  agencyNo === null ? `${parameter}::int2 is null` : `agency = ${parameter}::int2`;
const forWhom = (agencyNo: number | null): string => (agencyNo === null ? 'all' : 'one');

/**
 * Sums by agency and account: balances of whole months, postings of the remaining days, minus what was recorded later
 * than `knownOn`. One statement. `span` must not reach beyond `knownOn`.
 */
export async function sumAccounts(
  client: Queryable,
  { agencyNo, span, knownOn }: Scope,
  { months, days }: WindowParts,
  accounts: readonly number[],
): Promise<AccountSum[]> {
  const who = ofAgency(agencyNo, '$1');
  const dated = (from: string, to: string) =>
    `select agency, account, amount from posting
     where ${who} and account = any($2::int2[]) and effective_on between ${from}::date and ${to}::date`;
  const { rows } = await client.query<AccountSum>({
    name: `sum-accounts-${forWhom(agencyNo)}`,
    text: `
      select agency as "agencyNo", account, sum(amount)::float8 as amount from (
        select agency, account, amount from balance_month
        where ${who} and account = any($2::int2[]) and rmonth between $3::int2 and $4::int2
        union all ${dated('$5', '$6')}
        union all ${dated('$7', '$8')}
        union all
        select agency, account, -amount from posting
        where ${who} and account = any($2::int2[]) and recorded_on <> effective_on and recorded_on > $11::date
          and effective_on between $9::date and $10::date
      ) known group by agency, account having sum(amount) <> 0`,
    values: [
      agencyNo,
      accounts,
      months?.first,
      months?.last,
      days[0]?.from,
      days[0]?.to,
      days[1]?.from,
      days[1]?.to,
      span.from,
      span.to,
      knownOn,
    ],
  });
  return rows;
}

/** The hearings of a period, and every link of the petitions heard and of those they were linked with. */
export async function factsWithin(client: Queryable, { agencyNo, span, knownOn }: Scope): Promise<MatterFacts> {
  const heard = `from hearing h where ${ofAgency(agencyNo, '$1')} and h.effective_on between $2 and $3 and h.recorded_on <= $4`;
  const values = [agencyNo, span.from, span.to, knownOn];
  const hearings = await client.query<Hearing>({
    name: `hearings-within-${forWhom(agencyNo)}`,
    text: `select ${HEARING_COLUMNS} ${heard}`,
    values,
  });
  const links = await client.query<Link>({
    name: `links-within-${forWhom(agencyNo)}`,
    text: `select ${LINK_COLUMNS} from petition_link l join petition p on p.subject_no = l.petition_no
           where l.recorded_on <= $4 and p.cluster_no in (
             select cluster_no from petition where subject_no in (select h.petition_no ${heard}))`,
    values,
  });
  return { hearings: hearings.rows, links: links.rows };
}

/** Newest instant at which a source recorded something that is in the books; null for empty books. */
export async function appliedThrough(client: Queryable): Promise<Date | null> {
  const { rows } = await client.query<{ newest: Date | null }>({
    name: 'applied-through',
    text: 'select max(recorded_at) as newest from applied_through',
  });
  return rows[0]?.newest ?? null;
}

/** Numbers of the agencies that the reach holds; null for all. */
export async function agencyNosWithin(client: Queryable, { everywhere, agencyIds }: Reach): Promise<number[] | null> {
  if (everywhere) return null;
  const { rows } = await client.query<{ no: number }>({
    name: 'agency-numbers-within',
    text: 'select no from agency where id::text = any($1::text[])',
    values: [agencyIds],
  });
  return rows.map(({ no }) => no);
}

/** Whether the matter of a petition may be named: known to be no denunciation, and about no officer. */
const isOpenPetition = (id: string): string =>
  `exists (select from standing_matter m where m.id = ${id} and not m.is_protected and m.respondent_officer_id is null)`;

/** The same of subject `s`, a petition or a visit: of a visit when it is so of everything that was brought to it. */
const IS_OPEN = `
  case when exists (select from petition p where p.subject_no = s.no) then ${isOpenPetition('s.id')}
    else not exists (
      select from hearing h join subject brought on brought.no = h.petition_no
      where h.visit_no = s.no and not ${isOpenPetition('brought.id')})
  end as "isOpen"`;

/** Postings within reach by day, after a place in that order. */
export async function postingsAfter(
  client: Queryable,
  { agencyNo, span, knownOn, reachNos }: ItemScope,
  accounts: readonly number[],
  after: ItemPlace | null,
  limit: number,
): Promise<PostingFound[]> {
  const { rows } = await client.query<PostingFound>({
    name: `postings-after-${forWhom(agencyNo)}`,
    text: `
      select page.posting_id::text as key, page.account, page.amount::float8 as amount,
             page.effective_on::text as "effectiveOn", s.id as "subjectId", c.case_id as "caseId", ${IS_OPEN}
      from (
        select * from posting
        where ${ofAgency(agencyNo, '$1')} and account = any($2::int2[]) and effective_on between $3 and $4
          and recorded_on <= $5 and ($6::date is null or (effective_on, posting_id) > ($6, $7::int8))
          and ($9::int2[] is null or agency = any($9))
        order by effective_on, posting_id limit $8
      ) page
      join subject s on s.no = page.subject_no
      left join petition_case c on c.petition_no = page.subject_no
      order by page.effective_on, page.posting_id`,
    values: [agencyNo, accounts, span.from, span.to, knownOn, after?.effectiveOn, after?.key, limit, reachNos],
  });
  return rows;
}

export async function subjectsByNo(client: Queryable, nos: readonly number[]): Promise<Map<number, SubjectFound>> {
  const { rows } = await client.query<SubjectFound & { no: number }>({
    name: 'subjects-by-no',
    text: `select s.no, s.id, c.case_id as "caseId", ${IS_OPEN} from subject s
           left join petition_case c on c.petition_no = s.no where s.no = any($1::int4[])`,
    values: [nos],
  });
  return new Map(rows.map(({ no, ...subject }) => [no, subject]));
}

/** Everything reports read, from one pool. */
export const reportBooks = (pool: Queryable): ItemBooks => ({
  agencyById: (id) => agencyById(pool, id),
  agenciesByNo: (nos) => agenciesByNo(pool, nos),
  sumAccounts: (scope, parts, accounts) => sumAccounts(pool, scope, parts, accounts),
  factsWithin: (scope) => factsWithin(pool, scope),
  appliedThrough: () => appliedThrough(pool),
  agencyNosWithin: (reach) => agencyNosWithin(pool, reach),
  postingsAfter: (scope, accounts, after, limit) => postingsAfter(pool, scope, accounts, after, limit),
  subjectsByNo: (nos) => subjectsByNo(pool, nos),
});
