import type { Queryable } from '@tiepdan/database';
import type { Account } from './account';
import type { Bookkeeping } from './bookkeeping';
import type { Posting } from './posting';

/** Writes postings and moves the balances of their months: two statements, balances in the order of their key. */
export async function writePostings(
  client: Queryable,
  { monthOf }: Bookkeeping,
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return;
  await client.query({
    name: 'write-postings',
    text: `insert into posting (posting_id, amount, subject_no, effective_on, recorded_on, agency, account)
           select * from unnest($1::int8[], $2::int8[], $3::int4[], $4::date[], $5::date[], $6::int2[], $7::int2[])`,
    values: [
      postings.map(({ id }) => id),
      postings.map(({ amount }) => amount),
      postings.map(({ subjectNo }) => subjectNo),
      postings.map(({ effectiveOn }) => effectiveOn),
      postings.map(({ recordedOn }) => recordedOn),
      postings.map(({ agencyNo }) => agencyNo),
      postings.map(({ account }) => account),
    ],
  });
  const turnovers = netTurnovers(monthOf, postings);
  if (turnovers.length === 0) return;
  // Two appliers that touch the same balances must take them in the same order, or they deadlock.
  await client.query({
    name: 'move-balances',
    text: `insert into balance_month as kept (rmonth, agency, account, amount)
           select * from unnest($1::int2[], $2::int2[], $3::int2[], $4::int8[]) as net (rmonth, agency, account, amount)
           order by rmonth, agency, account
           on conflict (rmonth, agency, account) do update set amount = kept.amount + excluded.amount`,
    values: [
      turnovers.map(({ month }) => month),
      turnovers.map(({ agencyNo }) => agencyNo),
      turnovers.map(({ account }) => account),
      turnovers.map(({ amount }) => amount),
    ],
  });
}

interface Turnover {
  readonly month: number;
  readonly agencyNo: number;
  readonly account: number;
  amount: number;
}

/** One for each balance touched; those that net to zero are left out. */
export function netTurnovers(monthOf: Bookkeeping['monthOf'], postings: readonly Posting[]): readonly Turnover[] {
  const net = new Map<string, Turnover>();
  for (const { effectiveOn, agencyNo, account, amount } of postings) {
    const month = monthOf(effectiveOn);
    const key = `${month}/${agencyNo}/${account}`;
    const turnover = net.get(key);
    if (turnover) turnover.amount += amount;
    else net.set(key, { month, agencyNo, account, amount });
  }
  return [...net.values()].filter(({ amount }) => amount !== 0);
}

/** Notes how far the facts reach. Each session has a row of its own, so that appliers do not wait for each other. */
export async function noteAppliedThrough(client: Queryable, recordedAt: string): Promise<void> {
  await client.query({
    name: 'note-applied-through',
    text: `insert into applied_through as known (stripe, recorded_at) values (pg_backend_pid() % 64, $1)
           on conflict (stripe) do update set recorded_at = greatest(known.recorded_at, excluded.recorded_at)`,
    values: [recordedAt],
  });
}

/**
 * Writes down what the accounts mean, so that figures can be read with SQL alone.
 * Throws when an account stands in the books with another meaning: its old postings would turn false.
 */
export async function storeChart(client: Queryable, accounts: readonly Account[]): Promise<void> {
  await client.query(
    `insert into account (account, family, mode, grp, win)
     select * from unnest($1::int2[], $2::text[], $3::text[], $4::text[], $5::int2[]) on conflict (account) do nothing`,
    [
      accounts.map(({ code }) => code),
      accounts.map(({ family }) => family),
      accounts.map(({ mode }) => mode),
      accounts.map(({ group }) => group),
      accounts.map(({ windows }) => windows),
    ],
  );
  const { rows } = await client.query<{ account: number; meaning: string }>(
    `select account, concat_ws('/', family, mode, grp, win) as meaning from account`,
  );
  const stored = new Map(rows.map(({ account, meaning }) => [account, meaning]));
  const changed = accounts.find(({ code, family, mode, group, windows }) => {
    const meaning = [family, mode, group, windows].filter((part) => part !== null).join('/');
    return stored.get(code) !== meaning;
  });
  if (changed) throw new Error(`Account ${changed.code} means something else in the books.`);
}
