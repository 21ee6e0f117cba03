import type { Pool } from 'pg';
import { firstBrokenLink } from '@tiepdan/audit-verifier';
import { inTransaction } from '@tiepdan/database';
import { computeDeadline } from '@tiepdan/deadline';
import { calendarOf, type CalendarDay } from '@tiepdan/working-calendar';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadProvince } from '@tiepdan/province';
import type { StandingBook } from '@tiepdan/standing';
import { freshDatabase, until } from '@tiepdan/testkit';
import { loadWorkflows } from '@tiepdan/workflow';
import { aClassifiedPetition, aReceivedPetition, petitionId } from '../cases/case.examples';
import { petitionConsumer } from '../cases/petition.consumer';
import { agencyId, openAssignmentWorld, type AssignmentWorld } from '../testing/assignment.world';
import type { CalendarBook } from './calendar-book';
import { openCalendarBook } from './calendar-book.repository';
import { loadCalendarInto } from './load-calendar.worker';

const law = loadLaw('libs/law/data');
const province = loadProvince('libs/law/province/data');
const workflow = loadWorkflows('libs/law/data');
const now = () => new Date('2026-10-05T03:00:00Z');
const [officer] = province.officers.filter((found) => found.agencyId === agencyId);

describe('the working-day calendar', () => {
  let world: AssignmentWorld;
  let pool: Pool;
  let book: CalendarBook;
  let standing: StandingBook;
  let keys = 0;

  beforeAll(async () => {
    world = await openAssignmentWorld(await freshDatabase('assignment calendar'), now);
    ({ pool, book, standing } = world);
    const { consumer } = world;
    // Kinds of clocks: ten calendar days and seven working days from 19 November, which 24 November lies in, and from 2 October.
    const received = (number: number, receivedOn: string) =>
      aReceivedPetition(number, agencyId, { receivedOn, channel: 'POST' });
    await consumer.apply(pool, [
      received(1, '2026-11-19'),
      received(2, '2026-11-19'),
      received(3, '2026-10-02'),
      received(4, '2026-11-19'),
    ]);
    await consumer.apply(pool, [aClassifiedPetition(4, agencyId, { direction: 'GUIDE', classifiedOn: '2026-11-20' })]);
    await pool.query('update cases set officer_id = $1 where petition_id = $2', [officer!.id, petitionId(1)]);
    await recompute();
  });
  afterAll(() => world.close());

  const recompute = () => world.recompute();
  const ask = (source: string, roles: string[], input: object = {}) => world.ask(source, { id: 'admin', roles }, input);
  const DAY =
    '... on CalendarDay { day kind works document sequence movedCases recomputedAt } ... on CalendarDayRefused { code message field }';
  const command = async (
    operation: 'declareCalendarDay' | 'withdrawCalendarDay',
    input: object,
    key = `calendar-${String(++keys).padStart(4, '0')}`,
    roles = ['administrator'],
  ) => {
    const type = operation === 'declareCalendarDay' ? 'DeclareCalendarDayInput' : 'WithdrawCalendarDayInput';
    const source = `mutation ($input: ${type}!) {
      answer: ${operation}(input: $input, idempotencyKey: "${key}") { ${DAY} } }`;
    const { data, errors } = await ask(source, roles, input);
    return errors ? errors[0].message : data.answer;
  };
  const document = { number: '11/TB-UBND', title: null, issuedOn: '2026-10-01' };
  const declare = (input: object, key?: string, roles?: string[]) =>
    command('declareCalendarDay', { kind: 'SWAP_OFF', name: 'Nghỉ hoán đổi', document, ...input }, key, roles);
  const withdraw = (input: object) => command('withdrawCalendarDay', { document, ...input });
  const events = async (topic: string) =>
    (
      await pool.query(
        'select aggregate_id, aggregate_version, type, payload from event where topic = $1 order by position',
        [topic],
      )
    ).rows;
  const moves = async () => (await events('assignment.case.v1')).filter(({ type }) => type === 'CaseDeadlinesMoved');
  const summaries = async () =>
    (await events('assignment.calendar.v1')).filter(({ type }) => type === 'DeadlinesMoved');
  const dueDays = async (number: number) =>
    Object.fromEntries(
      (
        await pool.query(
          'select rule, due_on::text as due from case_deadline d join cases c on c.id = d.case_id where petition_id = $1',
          [petitionId(number)],
        )
      ).rows.map(({ rule, due }) => [rule, due]),
    );

  it('is taken over from the tables once: a second start changes nothing', async () => {
    expect(await loadCalendarInto(pool, law.calendar, now())).toEqual({ changedDays: 0, leftAsDeclared: [] });
    const told = await events('assignment.calendar.v1');
    expect(told).toHaveLength(law.calendar.days.size);
    expect((await book.refresh()).calendar.version).toBe(law.calendar.version);
  });

  it('moves the due day of every running deadline that spans a declared day, with one event for each case moved and none for others', async () => {
    expect(await dueDays(1)).toEqual({ 'xld.process_don.max': '2026-11-30', 'kn.accept.first.max': '2026-12-01' });
    const declared = await declare({ day: '2026-11-30' });
    expect(declared).toMatchObject({
      day: '2026-11-30',
      kind: 'SWAP_OFF',
      works: false,
      document: '11/TB-UBND ngày 01/10/2026',
    });
    await recompute();
    expect(await dueDays(1)).toEqual({ 'xld.process_don.max': '2026-12-01', 'kn.accept.first.max': '2026-12-02' });
    expect(await dueDays(3)).toEqual({ 'xld.process_don.max': '2026-10-12', 'kn.accept.first.max': '2026-10-13' });
    // The fourth was guided: nothing of it runs any more.
    expect((await dueDays(4))['kn.accept.first.max']).toBe('2026-12-01');
    const told = await moves();
    expect(told).toHaveLength(2);
    expect(told[0].payload.deadlines).toEqual([
      { rule: 'xld.process_don.max', startedOn: '2026-11-19', wasDueOn: '2026-11-30', dueOn: '2026-12-01' },
      { rule: 'kn.accept.first.max', startedOn: '2026-11-19', wasDueOn: '2026-12-01', dueOn: '2026-12-02' },
    ]);
    const { rows } = await pool.query('select next_due_on::text as next from cases where petition_id = $1', [
      petitionId(1),
    ]);
    expect(rows).toEqual([{ next: '2026-12-01' }]);
  });

  it('tells each responsible officer once what moved, and the head where no officer handles the case', async () => {
    const told = (await summaries()).map(({ payload }) => payload);
    const [{ sequence }] = (await ask('{ calendarDays(from: "2026-11-30", to: "2026-11-30") { sequence } }', ['head']))
      .data.calendarDays;
    const about = {
      agencyId,
      caseCount: 1,
      changedDays: ['2026-11-30'],
      nextDueOn: '2026-12-01',
      calendarSequence: sequence,
    };
    expect(told).toEqual(
      expect.arrayContaining([
        { ...about, officerId: officer!.id },
        { ...about, officerId: null },
      ]),
    );
    expect(told).toHaveLength(2);
  });

  it('changes nothing when the same day is declared again, or what is pending is followed again', async () => {
    const before = [await events('assignment.calendar.v1'), await events('assignment.case.v1')];
    const again = await declare({ day: '2026-11-30' });
    expect(again).toMatchObject({ day: '2026-11-30', movedCases: 2, recomputedAt: now().toISOString() });
    await recompute();
    expect([await events('assignment.calendar.v1'), await events('assignment.case.v1')]).toEqual(before);
  });

  it('answers the same key with the same answer, and refuses it for another day', async () => {
    const first = await declare({ day: '2026-12-03' }, 'calendar-same');
    expect(await declare({ day: '2026-12-03' }, 'calendar-same')).toEqual(first);
    expect(await declare({ day: '2026-12-04' }, 'calendar-same')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('gives the due days back when the day is withdrawn', async () => {
    const answer = await withdraw({ day: '2026-11-30' });
    expect(answer).toMatchObject({ day: '2026-11-30', kind: null, works: true });
    await recompute();
    expect(await dueDays(1)).toEqual({ 'xld.process_don.max': '2026-11-30', 'kn.accept.first.max': '2026-12-01' });
    expect(await moves()).toHaveLength(4);
    expect(await withdraw({ day: '2026-11-30' })).toMatchObject({ code: 'CALENDAR_DAY_NOT_LISTED', field: 'day' });
  });

  it('explains a deadline by the calendar it was computed by, with the document that decided each day', async () => {
    await declare({ day: '2026-11-25', kind: 'HOLIDAY', name: 'Nghỉ bão' });
    await recompute();
    const source = `{ _entities(representations: [{ __typename: "Petition", id: "${petitionId(1)}" }]) {
      ... on Petition { case { deadlines { rule dueOn explanation { text steps { kind from reason } } } } } } }`;
    const { deadlines } = (await ask(source, ['head'])).data._entities[0].case;
    const accept = deadlines.find(({ rule }: { rule: string }) => rule === 'kn.accept.first.max');
    expect(accept.dueOn).toBe('2026-12-02');
    expect(accept.explanation.steps.at(-1)).toMatchObject({ kind: 'DUE', from: '2026-12-02' });
    expect(accept.explanation.text).toContain('nghỉ bão 25/11/2026 (11/TB-UBND ngày 01/10/2026)');
  });

  it('starts new clocks by the newest calendar, also in an instance that has not heard of it', async () => {
    const elsewhere = openCalendarBook(pool, law);
    await petitionConsumer({ book: elsewhere, standing, workflow, now }).apply(pool, [
      aReceivedPetition(5, agencyId, { receivedOn: '2026-11-19', channel: 'POST' }),
    ]);
    expect((await dueDays(5))['kn.accept.first.max']).toBe('2026-12-02');
  });

  it('lets no clock slip through that was started by the old calendar while a day was being declared', async () => {
    let finish: () => void = () => undefined;
    const holding = inTransaction(pool, async (client) => {
      await petitionConsumer({ book, standing, workflow, now }).apply(client, [
        aReceivedPetition(6, agencyId, { receivedOn: '2026-12-07', channel: 'POST' }),
      ]);
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await until(
      async () =>
        (await pool.query(`select from pg_locks where locktype = 'advisory' and mode = 'ShareLock'`)).rowCount,
    );
    const declaring = declare({ day: '2026-12-08', kind: 'HOLIDAY', name: 'Nghỉ lễ' });
    await until(async () => (await pool.query('select from pg_locks where not granted')).rowCount);
    finish();
    await Promise.all([holding, declaring]);
    await recompute();
    expect((await dueDays(6))['kn.accept.first.max']).toBe('2026-12-17');
  });

  it.each([
    ['a day of a year nobody knows', { day: '2031-01-01' }, 'CALENDAR_UNKNOWN'],
    ['no document number', { document: { issuedOn: '2026-10-01' } }, 'DOCUMENT_NUMBER_MISSING'],
    [
      'a document number longer than 64 characters',
      { document: { number: '1'.repeat(65), issuedOn: '2026-10-01' } },
      'DOCUMENT_NUMBER_TOO_LONG',
    ],
    ['a document of tomorrow', { document: { number: '1', issuedOn: '2026-10-06' } }, 'DOCUMENT_IN_FUTURE'],
    ['no name', { name: ' ' }, 'NAME_INVALID'],
    ['a worked Monday', { day: '2026-12-14', kind: 'SWAP_WORK' }, 'KIND_DOES_NOT_FIT'],
    ['a Sunday off in lieu', { day: '2026-12-13', kind: 'IN_LIEU' }, 'KIND_DOES_NOT_FIT'],
    ['a holiday as a worked Saturday', { day: '2027-05-01', kind: 'SWAP_WORK' }, 'KIND_DOES_NOT_FIT'],
    ['a holiday as a day off in lieu', { day: '2026-11-24', kind: 'IN_LIEU' }, 'KIND_DOES_NOT_FIT'],
    ['a name with a line break', { name: 'Nghỉ\nlễ' }, 'NAME_INVALID'],
    [
      'a title longer than 500 characters',
      { document: { number: '1', title: 'x'.repeat(501), issuedOn: '2026-10-01' } },
      'DOCUMENT_TITLE_TOO_LONG',
    ],
  ])('refuses %s and stays as it was', async (_what, input, code) => {
    const before = await events('assignment.calendar.v1');
    expect(await declare({ day: '2026-12-15', ...input })).toMatchObject({ code });
    expect(await events('assignment.calendar.v1')).toEqual(before);
  });

  it('takes no day that no database knows', async () => {
    expect(await declare({ day: '2026-12-15', document: { number: '1', issuedOn: '0000-01-01' } })).toContain(
      'Expected a day',
    );
  });

  it('is changed by nobody but the administrator, and read by everybody who may ask', async () => {
    expect(await declare({ day: '2026-12-15' }, undefined, ['head'])).toBe('FORBIDDEN');
    expect(
      (await ask('{ calendarDays(from: "2026-09-01", to: "2026-09-02") { day } }', ['citizen'])).data.calendarDays,
    ).toHaveLength(2);
    const movedFor = async (role: string) =>
      (await ask('{ calendarDays(from: "2026-09-02", to: "2026-09-02") { movedCases } }', [role])).data.calendarDays[0]
        .movedCases;
    expect([typeof (await movedFor('administrator')), await movedFor('head')]).toEqual(['number', null]);
    expect(
      (await ask('{ calendarDays(from: "2026-01-01", to: "2027-01-02") { day } }', ['citizen'])).errors?.[0].extensions
        .code,
    ).toBe('BAD_USER_INPUT');
  });

  it('moves a duty that counts back from an event as well', async () => {
    await pool.query(
      `insert into case_deadline (case_id, rule, started_on, due_on, status, rule_version, calendar_version, calendar_sequence)
       select id, 'kn.dialogue_notice.min_before', '2026-12-15', '2026-12-10', 'RUNNING', 'x', 'x', 1
       from cases where petition_id = $1`,
      [petitionId(3)],
    );
    await declare({ day: '2026-12-10', kind: 'HOLIDAY', name: 'Nghỉ lễ' });
    await recompute();
    expect((await dueDays(3))['kn.dialogue_notice.min_before']).toBe('2026-12-09');
  });

  describe('a release of the tables', () => {
    const holiday = law.calendar.days.get(toDay('2027-05-03'))!;
    const released = (release: number, changes: Readonly<Record<string, CalendarDay>>) =>
      calendarOf(
        law.calendar.years,
        new Map([...law.calendar.days, ...Object.entries(changes).map(([day, now]) => [toDay(day), now] as const)]),
        { release },
      );
    const decided = { '2027-05-03': { ...holiday, expected: false, document: '1/TB' } };

    it('is followed, and keeps what people declared, of other days and of the same', async () => {
      const changes = { ...decided, '2026-11-25': { ...holiday, name: 'Khác' } };
      expect(await loadCalendarInto(pool, released(law.calendar.release + 1, changes), now())).toEqual({
        changedDays: 1,
        leftAsDeclared: ['2026-11-25'],
      });
      const { calendar } = await book.refresh();
      expect(calendar.days.get(toDay('2027-05-03'))).toMatchObject({ expected: false, document: '1/TB' });
      expect(calendar.days.get(toDay('2026-11-25'))?.name).toBe('Nghỉ bão');
    });

    it('is not taken back by an instance that lags behind', async () => {
      const before = await events('assignment.calendar.v1');
      expect(await loadCalendarInto(pool, law.calendar, now())).toMatchObject({ changedDays: 0 });
      expect(await events('assignment.calendar.v1')).toEqual(before);
    });

    it('is refused when its days changed and its number did not', async () => {
      const again = released(law.calendar.release + 1, { '2027-05-03': { ...holiday, document: '2/TB' } });
      await expect(loadCalendarInto(pool, again, now())).rejects.toThrow('calendar-release.psv');
    });
  });

  it('keeps versions without gap, stored due days equal to computed ones, and an unbroken audit chain', async () => {
    await recompute();
    expect(
      (await pool.query('select from event group by aggregate_id having max(aggregate_version) <> count(*)')).rowCount,
    ).toBe(0);
    const { rows } = await pool.query(
      `select rule, started_on::text as "startedOn", due_on::text as "dueOn" from case_deadline where status = 'RUNNING'`,
    );
    for (const { rule, startedOn, dueOn } of rows)
      expect([rule, computeDeadline({ law: book.newest(), ruleKey: rule, startedOn }).dueOn]).toEqual([rule, dueOn]);
    expect(await firstBrokenLink(pool, agencyId)).toBeNull();
  });
});
