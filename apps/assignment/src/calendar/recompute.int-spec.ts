import { Pool } from 'pg';
import { inTransaction, migrate, openDatabase } from '@tiepdan/database';
import { dueDay } from '@tiepdan/deadline';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import type { CalendarDay } from '@tiepdan/working-calendar';
import { loadProvince } from '@tiepdan/province';
import { openStandingBook } from '@tiepdan/standing';
import { freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from '../province/load-province.worker';
import { aReceivedPetition } from '../cases/case.examples';
import { petitionConsumer } from '../cases/petition.consumer';
import { assignmentDatabase } from '../database/database';
import { ownRegister } from '../duties/standing.repository';
import { openCalendarBook } from './calendar-book.repository';
import { insertChange, lockCalendar } from './calendar.repository';
import { loadCalendarInto } from './load-calendar.worker';
import { recomputePending } from './recompute.worker';

const law = loadLaw('libs/law/data');
const province = loadProvince('libs/law/province/data');
const workflow = loadWorkflows('libs/law/data');
const now = () => new Date('2026-11-20T03:00:00Z');
const agencyId = province.agencyByCode('BTCD', toDay('2026-08-24'))!.id;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const CASES = 50_000;
const STARTED_ON = toDay('2026-11-19');
const RULES = ['kn.accept.first.max', 'tcd.reply_citizen.max'];
const holiday: CalendarDay = {
  kind: 'holiday',
  name: 'Nghỉ',
  document: '1/TB',
  expected: false,
  works: false,
  evidence: 'CONFIRMED',
};

describe('100,000 running deadlines that span a declared day', () => {
  const stops: (() => Promise<unknown> | void)[] = [];
  const open = async (url: string) =>
    (await openDatabase(assignmentDatabase(url), (_, stop) => void stops.push(stop))).pool;
  let database: FreshDatabase;
  let url: string;
  let pool: Pool;

  beforeAll(async () => {
    database = await freshDatabase('assignment recompute');
    stops.push(database.drop);
    ({ url } = database);
    await migrate(assignmentDatabase(url));
    pool = await open(url);
    await loadProvinceInto(pool, province, now());
    await loadCalendarInto(pool, law.calendar, now());
    await recomputePending({ pool, book: openCalendarBook(pool, law), now, log, wakeRelay: () => undefined });
    await insertCases();
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  /** Cases with two working-day clocks each, handled by twenty officers and, every 21st of them, by nobody. */
  async function insertCases(): Promise<void> {
    await pool.query(
      `insert into cases (id, version, number, petition_id, petition_number, kind, instance, state, stage, complexity, remote_area,
         agency_id, officer_id, reply_channel, channel, received_on, opened_at, next_due_on, is_protected)
       select ('0190b000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, 'V-' || n, ('0190b000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
         'D-' || n, 'COMPLAINT', 1, 'RECEIVED', 'HANDLING', 'NORMAL', false, $1,
         case when n % 21 = 0 then null else ('0190b000-0000-7000-a000-' || lpad(to_hex(n % 21), 12, '0'))::uuid end,
         'EMAIL', 'RECEPTION', $2, now(), $2, false from generate_series(1, $3::int) n`,
      [agencyId, STARTED_ON, CASES],
    );
    for (const rule of RULES)
      await pool.query(
        `insert into case_deadline (case_id, rule, started_on, due_on, status, rule_version, calendar_version, calendar_sequence)
         select id, $1, $2, $3, 'RUNNING', $1 || '@x', $4, 1 from cases`,
        [rule, STARTED_ON, dueDay({ law, ruleKey: rule, startedOn: STARTED_ON }), law.calendar.version],
      );
  }

  const declareHoliday = (day: string) =>
    inTransaction(pool, async (client) => {
      await lockCalendar(client);
      const days = [{ day: toDay(day), now: holiday }];
      await insertChange(client, { source: 'DECLARED', release: null, madeBy: 'admin', document: null, days }, now());
    });
  const moved = async (sequence: number) =>
    (
      await pool.query<{ cases: number; events: number }>(
        `select count(distinct aggregate_id)::int as cases, count(*)::int as events from event
         where type = 'CaseDeadlinesMoved' and (payload ->> 'calendarSequence')::int = $1`,
        [sequence],
      )
    ).rows[0];
  const stillRunningUnder = async (sequence: number) =>
    (await pool.query('select from case_deadline where calendar_sequence < $1', [sequence])).rowCount;

  it('are computed again within 30 seconds, while petitions go on being opened', async () => {
    await declareHoliday('2026-11-25');
    const book = openCalendarBook(pool, law);
    const standing = openStandingBook(pool, now, ownRegister);
    const startedAt = performance.now();
    let isDone = false;
    const recomputing = recomputePending({ pool, book, now, log, wakeRelay: () => undefined }).finally(
      () => (isDone = true),
    );
    const consumer = petitionConsumer({ book, standing, workflow, now });
    const openedMs: number[] = [];
    for (let number = 1; !isDone; number += 1) {
      const began = performance.now();
      await inTransaction(pool, (client) =>
        consumer.apply(client, [aReceivedPetition(number, agencyId, { receivedOn: STARTED_ON })]),
      );
      openedMs.push(performance.now() - began);
    }
    await recomputing;
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeLessThan(30_000);
    expect(Math.max(...openedMs)).toBeLessThan(2_000);
    expect(await stillRunningUnder(2)).toBe(0);
    expect(await moved(2)).toEqual({ cases: CASES, events: CASES });
  });

  it('are computed to the end after the process was cut off halfway, with one event for each case and one summary for each officer', async () => {
    await declareHoliday('2026-11-26');
    const doomed = new Pool({ connectionString: url, application_name: 'doomed' });
    doomed.on('error', () => undefined);
    let batches = 0;
    const cutOff = async () => {
      if ((batches += 1) === 20)
        await database.asOwner(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'",
        );
    };
    const broken = recomputePending({
      pool: doomed,
      book: openCalendarBook(doomed, law),
      now,
      log,
      wakeRelay: () => void cutOff().catch(() => undefined),
    });
    await expect(broken).rejects.toThrow();
    await doomed.end();
    const halfway = (await moved(3))!;
    expect(halfway.events).toBeGreaterThan(0);
    expect(halfway.events).toBeLessThan(CASES);

    await recomputePending({ pool, book: openCalendarBook(pool, law), now, log, wakeRelay: () => undefined });
    expect(await stillRunningUnder(3)).toBe(0);
    expect((await pool.query('select from calendar_moved_case')).rowCount).toBe(0);
    const opened = (
      await pool.query(
        `select from cases where id not in (select aggregate_id from event
         where type = 'CaseDeadlinesMoved' and (payload ->> 'calendarSequence')::int = 2)`,
      )
    ).rowCount!;
    expect(await moved(3)).toEqual({ cases: CASES + opened, events: CASES + opened });
    const summaries = await pool.query(
      `select payload ->> 'officerId' as officer, (payload ->> 'caseCount')::int as count from event
       where type = 'DeadlinesMoved' and (payload ->> 'calendarSequence')::int = 3`,
    );
    expect(summaries.rows).toHaveLength(21);
    expect(summaries.rows.reduce((sum, { count }) => sum + count, 0)).toBe(CASES + opened);
  });

  it('have the due days that the law gives under the calendar as it is now', async () => {
    const { calendar } = await openCalendarBook(pool, law).refresh();
    for (const rule of RULES) {
      const { rows } = await pool.query('select distinct due_on::text as due from case_deadline where rule = $1', [
        rule,
      ]);
      expect(rows).toEqual([{ due: dueDay({ law: { ...law, calendar }, ruleKey: rule, startedOn: STARTED_ON }) }]);
    }
  });
});
