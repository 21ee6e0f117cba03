import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '@tiepdan/database';
import type { Day } from '@tiepdan/dated-table';
import { daysOfReportingMonth, reportingMonth, type ReportLaw } from '@tiepdan/report-forms';

/** How often the books disagree with themselves, by what is compared; sound books have 0 everywhere. */
export interface BooksChecked {
  /** Balances that are not the sum of their postings, in either direction. */
  readonly wrongBalances: number;
  /** Postings that carry the number of another one. */
  readonly doublePostings: number;
  /** Postings to an account the chart does not have. */
  readonly strayPostings: number;
}

/** Goes through all postings, as a nightly check: some seconds for each ten million. Changes nothing. */
export const checkBooks = (pool: Pool, law: ReportLaw): Promise<BooksChecked> =>
  inTransaction(pool, async (client) => {
    // One snapshot for all comparisons, so that what is applied meanwhile is no difference.
    await client.query('set transaction isolation level repeatable read, read only');
    await client.query('set local statement_timeout = 0');
    return {
      wrongBalances: await countRows(client, ...wrongBalances(await monthsPosted(client, law))),
      doublePostings: await countRows(client, 'select posting_id from posting group by posting_id having count(*) > 1'),
      strayPostings: await countRows(
        client,
        'select account from posting where account not in (select account from account)',
      ),
    };
  });

interface Month {
  readonly number: number;
  readonly from: Day;
  readonly to: Day;
}

async function monthsPosted(client: Queryable, law: ReportLaw): Promise<Month[]> {
  const { rows } = await client.query<{ first: Day | null; last: Day | null }>(
    'select min(effective_on)::text as first, max(effective_on)::text as last from posting',
  );
  const { first, last } = rows[0]!;
  if (first === null || last === null) return [];
  const start = reportingMonth(law, first);
  return Array.from({ length: reportingMonth(law, last) - start + 1 }, (_, index) => ({
    number: start + index,
    ...daysOfReportingMonth(law, start + index),
  }));
}

const wrongBalances = (months: readonly Month[]): [string, unknown[]] => [
  `select from (
     select m.number as rmonth, p.agency, p.account, sum(p.amount) as amount
     from posting p
     join unnest($1::int2[], $2::date[], $3::date[]) as m (number, first, last) on p.effective_on between m.first and m.last
     group by m.number, p.agency, p.account
   ) posted
   full join balance_month kept using (rmonth, agency, account)
   where coalesce(posted.amount, 0) <> coalesce(kept.amount, 0)`,
  [months.map(({ number }) => number), months.map(({ from }) => from), months.map(({ to }) => to)],
];

async function countRows(client: Queryable, rows: string, values: unknown[] = []): Promise<number> {
  const counted = await client.query<{ count: number }>(`select count(*)::int as count from (${rows}) found`, values);
  return counted.rows[0]!.count;
}
