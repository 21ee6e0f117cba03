import { Client } from 'pg';
import type { PastClock } from '@tiepdan/deadline';
import { calendarOf, type CalendarDay, type CalendarYear, type WorkingCalendar } from '@tiepdan/working-calendar';
import type { Day } from '@tiepdan/dated-table';
import { twoSentences } from './law-faults';

/** A clock of assignment's database, with the due day it was held to. */
export interface StoredClock extends PastClock {
  readonly storedDueOn: Day;
}

/**
 * The clocks that started from one day to another, both included, oldest first. A clock that was cancelled is left out:
 * nobody asks for its duty.
 */
export async function pastClocks(client: Client, from: Day, to: Day): Promise<StoredClock[]> {
  const { rows } = await client.query<StoredClock>(
    `select d.case_id as "caseId", c.number as "caseNumber", d.rule, d.started_on::text as "startedOn",
            d.met_on::text as "metOn", d.status, d.inputs, d.due_on::text as "storedDueOn"
     from case_deadline d join cases c on c.id = d.case_id
     where d.started_on between $1 and $2 and d.status <> 'CANCELLED'
     order by d.started_on, c.number, d.rule`,
    [from, to],
  );
  return rows;
}

/**
 * The calendar as it is kept in the database, with the days people declared; null while none is kept. Assignment asks the
 * same of these tables: a tool may not import a service, and no library may know a service's tables.
 */
export async function keptCalendar(client: Client, years: readonly CalendarYear[]): Promise<WorkingCalendar | null> {
  const { rows } = await client.query<CalendarDay & { day: Day; sequence: number }>(
    `select distinct on (day) day::text as day, sequence, kind, name, document, expected, works, evidence
     from calendar_change_day order by day, sequence desc`,
  );
  if (rows.length === 0) return null;
  const listed = rows.filter(({ kind }) => kind !== null);
  return calendarOf(years, new Map(listed.map(({ day, sequence: _, ...found }) => [day, found])));
}

const CONNECT_MS_MAX = 10_000;
/** PostgreSQL's code for a table that is not there. */
const UNDEFINED_TABLE = '42P01';

/**
 * Looks at a database in one snapshot and in a session that refuses every write, whatever the work tries.
 * @throws Error in two sentences when there is no such database, or it is not that of assignment
 */
export async function readOnly<Found>(databaseUrl: string, work: (client: Client) => Promise<Found>): Promise<Found> {
  const client = await connected(databaseUrl);
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const found = await work(client);
    await client.query('commit');
    return found;
  } catch (error) {
    throw (error as { code?: unknown }).code === UNDEFINED_TABLE ? anotherDatabase() : error;
  } finally {
    await client.end();
  }
}

async function connected(connectionString: string): Promise<Client> {
  try {
    const client = new Client({
      connectionString,
      options: '-c default_transaction_read_only=on',
      connectionTimeoutMillis: CONNECT_MS_MAX,
    });
    await client.connect();
    return client;
  } catch (error) {
    throw unreachable(error);
  }
}

/** Without the address, which may hold a password. */
function unreachable(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code ?? message;
  return twoSentences({
    code: 'DATABASE_UNREACHABLE',
    message: `Không kết nối được cơ sở dữ liệu (${why}): kiểm tra --database, dạng postgres://người-dùng@máy:cổng/tên.`,
    messageEn: `The database cannot be reached (${why}): check --database, in the form postgres://user@host:port/name.`,
  });
}

const anotherDatabase = () =>
  twoSentences({
    code: 'ANOTHER_DATABASE',
    message: 'Cơ sở dữ liệu này không có bảng của dịch vụ assignment.',
    messageEn: 'This database does not hold the tables of assignment.',
  });
