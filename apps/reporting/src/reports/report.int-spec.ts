import { v7 } from 'uuid';
import { addDays, toDay } from '@tiepdan/dated-table';
import { countStatements, freshDatabase, type FreshDatabase } from '@tiepdan/testkit';
import { callerOn, figures, form, quarter, year, type Caller } from '../testing/reporting.caller';
import {
  agencyEvent,
  byTopic,
  caseEvent,
  classifiedEvent,
  openWorld,
  randomFrom,
  randomHistory,
  receivedEvent,
  visitEvent,
  type World,
} from '../testing/reporting.world';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

describe('reports', () => {
  let database: FreshDatabase;
  let world: World;
  let caller: Caller;
  beforeAll(async () => {
    database = await freshDatabase('reporting reports');
    world = await openWorld(database.url);
    caller = await callerOn(world);
  });
  beforeEach(() =>
    database.asOwner(
      'truncate agency, subject, posting, balance_month, petition, petition_link, hearing, petition_case',
    ),
  );
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  it('fill form 01/TCD: visits, visitors, matters once under the head, groups, by unit and in all', async () => {
    const [agencyId, otherId, petitionId, again] = [v7(), v7(), v7(), v7()];
    await world.deliver([
      agencyEvent(agencyId, 'Xã Đồng Hỷ'),
      agencyEvent(otherId, 'Phường Phan Đình Phùng'),
      visitEvent({ agencyId, arrivedOn: '2026-04-02', visitorCount: 2, petitionIds: [petitionId] }),
      visitEvent({ agencyId, arrivedOn: '2026-04-20', visitorCount: 6, receivedBy: 'HEAD', petitionIds: [again] }),
      visitEvent({
        agencyId: otherId,
        arrivedOn: '2026-04-20',
        visitorCount: 3,
        receivedBy: 'AUTHORISED',
        petitionIds: [v7()],
      }),
      receivedEvent(again, '2026-04-20'),
      classifiedEvent(again, petitionId, '2026-04-25'),
    ]);
    const answer = await caller.report(quarter);
    expect(answer).toMatchObject({
      form,
      ruleSet: 'TT06-2025',
      title: 'Kết quả tiếp công dân',
      knownAt: '2026-12-20T03:00:00.000Z',
    });
    expect(answer.rows.map(({ label }) => label)).toEqual(['Phường Phan Đình Phùng', 'Xã Đồng Hỷ', 'TỔNG CỘNG']);
    expect(answer.rows.map(({ agency }) => agency?.id)).toEqual([otherId, agencyId, undefined]);
    const whole = {
      1: 3,
      2: 11,
      3: 2,
      4: 1,
      5: 1,
      6: 2,
      7: 0,
      8: 0,
      9: 0,
      11: 1,
      12: 6,
      13: 1,
      14: 1,
      15: 6,
      17: 1,
      18: 3,
      19: 1,
      20: 0,
      21: 0,
    };
    expect(figures(answer)).toMatchObject(whole);
    const own = figures(answer, 'Xã Đồng Hỷ');
    expect(own).toMatchObject({ 1: 2, 2: 8, 3: 1, 7: 0, 13: 1 });
    const alone = await caller.report({ ...quarter, agency: agencyId });
    expect(alone.rows).toHaveLength(1);
    expect(figures(alone, 'Xã Đồng Hỷ')).toEqual(own);
  });

  it('say how far the facts reach', async () => {
    await world.deliver([
      visitEvent({ agencyId: v7(), arrivedOn: '2026-12-18' }),
      visitEvent({ agencyId: v7(), arrivedOn: '2026-12-17' }),
    ]);
    expect((await caller.report(quarter)).appliedThrough).toBe('2026-12-18T05:00:00.000Z');
  });

  it('leave days of reception unknown, not 0, as long as no schedule tells them', async () => {
    await world.deliver([visitEvent({ agencyId: v7(), arrivedOn: '2026-04-02', receivedBy: 'HEAD' })]);
    const { rows } = await caller.report(quarter);
    expect(rows).toHaveLength(2);
    for (const { cells } of rows)
      expect(cells.filter(({ value }) => value === null).map(({ column }) => column)).toEqual(['10', '16']);
  });

  it('show columns as printed, with unit, formula and how sure their reading is', async () => {
    const { columns } = await caller.report(quarter);
    expect(columns.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => String(index + 1)));
    expect(columns[0]).toEqual({
      number: '1',
      path: ['Tổng số lượt tiếp'],
      unit: 'lượt',
      formula: '=5+11+17',
      evidence: 'CONFIRMED',
    });
    expect(columns[2]).toMatchObject({ unit: 'vụ việc', evidence: 'ASSUMED' });
    expect(columns[6]).toMatchObject({ number: '7', path: ['Tiếp thường xuyên', 'Số vụ việc'], evidence: 'ASSUMED' });
  });

  it(`as known on a past day stay the same, byte for byte, when late visits come (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const agencyIds = [v7(), v7()];
    const history = randomHistory(random, agencyIds, 200);
    const knownAt = '2026-06-20T03:00:00Z';
    const inputs = [quarter, year, { form, from: '2026-04-01', to: '2026-06-30' }].map((input) => ({
      ...input,
      knownAt,
    }));
    const isRecorded = (event: { recordedAt: string }) => event.recordedAt < '2026-06-20T17';
    await world.deliver(byTopic(history.filter(isRecorded)));
    const before = await Promise.all(inputs.map(caller.report));
    const newest = await caller.report(quarter);
    await world.deliver(byTopic(history.filter((event) => !isRecorded(event))));
    const lateVisit = () => ({
      agencyId: agencyIds[0]!,
      arrivedOn: addDays(toDay('2026-04-01'), random(60)),
      petitionIds: [v7()],
    });
    await world.deliver(Array.from({ length: 20 }, () => visitEvent(lateVisit(), '2026-07-01')));
    const after = await Promise.all(inputs.map(caller.report));
    expect(after.map(({ rows, hash }) => [rows, hash])).toEqual(before.map(({ rows, hash }) => [rows, hash]));
    expect((await caller.report(quarter)).hash).not.toBe(newest.hash);
  });

  it('keep their hash when a name is corrected, and change it with any figure', async () => {
    const agencyId = v7();
    await world.deliver([agencyEvent(agencyId, 'Xã Đông Hỷ'), visitEvent({ agencyId, arrivedOn: '2026-04-02' })]);
    const first = await caller.report(quarter);
    await world.deliver([{ ...agencyEvent(agencyId, 'Xã Đồng Hỷ'), aggregateVersion: 2 }]);
    const renamed = await caller.report(quarter);
    expect([renamed.rows[0]!.label, renamed.hash]).toEqual(['Xã Đồng Hỷ', first.hash]);
    await world.deliver([visitEvent({ agencyId, arrivedOn: '2026-04-02' })]);
    expect((await caller.report(quarter)).hash).not.toBe(first.hash);
  });

  it('take what is not known yet for absent, also a period in the future', async () => {
    await world.deliver([
      visitEvent({ agencyId: v7(), arrivedOn: '2026-04-02' }, '2026-04-10'),
      visitEvent({ agencyId: v7(), arrivedOn: '2026-04-20' }),
    ]);
    const visitsKnownAt = async (knownAt: string) => figures(await caller.report({ ...quarter, knownAt }))['1'];
    expect(await visitsKnownAt('2026-04-09T03:00:00Z')).toBe(0);
    expect(await visitsKnownAt('2026-04-10T03:00:00Z')).toBe(1);
    const future = { form, from: '2027-03-15', to: '2027-06-14' };
    expect((await caller.report(future)).rows).toHaveLength(1);
    expect((await caller.items({ input: future, column: '5' })).nodes).toEqual([]);
  });

  it('read three statements, however many units there are', async () => {
    const agencyIds = Array.from({ length: 30 }, () => v7());
    await world.deliver(agencyIds.map((agencyId) => visitEvent({ agencyId, arrivedOn: '2026-04-02' })));
    const counter = countStatements(world.pool);
    expect((await caller.report(quarter)).rows).toHaveLength(31);
    expect(counter.statements).toHaveLength(3);
    counter.stop();
  });

  it('tell behind each item the visit, or the petition with its case', async () => {
    const [agencyId, petitionId, caseId] = [v7(), v7(), v7()];
    const visit = visitEvent({ agencyId, arrivedOn: '2026-04-02', petitionIds: [petitionId] });
    await world.deliver([visit, caseEvent(petitionId, '2026-04-02', caseId)]);
    const common = { amount: 1, effectiveOn: '2026-04-02' };
    const heard = [{ ...common, visit: null, petition: { id: petitionId }, case: { id: caseId } }];
    const free = { form, from: '2026-04-01', to: '2026-04-30' };
    expect((await caller.items({ input: quarter, column: '6' })).nodes).toEqual([
      { ...common, visit: { id: visit.aggregateId }, petition: null, case: null },
    ]);
    expect((await caller.items({ input: quarter, column: '3' })).nodes).toEqual(heard);
    expect((await caller.items({ input: free, column: '3' })).nodes).toEqual(heard);
  });

  it.each([
    ['no such form', { ...quarter, form: '99/XYZ' }, 'FORM_UNKNOWN', 'form'],
    ['a circular that is none', { ...quarter, ruleSet: 'TT00' }, 'FORM_UNKNOWN', 'form'],
    ['a time before all circulars', { form, from: '2019-03-15', to: '2019-06-14' }, 'FORM_UNKNOWN', 'to'],
    ['a form not filled yet', { ...quarter, form: '02/XLD' }, 'FORM_NOT_AVAILABLE', 'form'],
    ['the form of an older circular', { form, from: '2025-03-15', to: '2025-06-14' }, 'FORM_NOT_AVAILABLE', 'form'],
    ['an end before the start', { form, from: '2026-06-14', to: '2026-03-15' }, 'PERIOD_INVALID', 'to'],
    ['more than 400 days', { form, from: '2025-11-09', to: '2026-12-14' }, 'PERIOD_INVALID', 'to'],
    [
      'days before all reporting periods',
      { form, ruleSet: 'TT06-2025', from: '2010-03-15', to: '2010-06-14' },
      'PERIOD_INVALID',
      'to',
    ],
    ['an agency nobody knows', { ...quarter, agency: v7() }, 'AGENCY_UNKNOWN', 'agency'],
    ['an agency that is no id', { ...quarter, agency: 'x' }, 'AGENCY_UNKNOWN', 'agency'],
  ])('are refused for %s, in Vietnamese and English; items likewise', async (_, input, code, field) => {
    const refused = (await caller.report(input)) as unknown as Record<string, string>;
    expect(refused).toMatchObject({ code, field });
    expect(refused['message']).toMatch(/[àáảãạăâđêôơưồốộớợứừịệếểềậấầặ]/);
    expect(refused['messageEn']).toMatch(/^[\x20-\x7e]+$/);
    expect(await caller.itemsError({ input, column: '5' })).toBe(code);
  });

  it('have 400 days at most and one at least', async () => {
    expect(await caller.report({ form, from: '2025-11-10', to: '2026-12-14' })).toHaveProperty('hash');
    expect(await caller.report({ form, from: '2026-12-14', to: '2026-12-14' })).toHaveProperty('hash');
  });

  it('have no items for a column that is none, nor after a cursor that is none', async () => {
    expect(await caller.itemsError({ input: quarter, column: '22' })).toBe('COLUMN_UNKNOWN');
    for (const keys of [
      ['x', '1'],
      ['2026-04-02', "1' or 1"],
      ['2026-04-02'],
      ['2026-04-02', '1', '2'],
      ['2026-04-02', '1.1'],
    ]) {
      const after = Buffer.from(JSON.stringify(keys)).toString('base64url');
      expect(await caller.itemsError({ input: quarter, column: '5', after })).toBe('BAD_USER_INPUT');
    }
  });

  it('are for officers; what stands behind them for those who answer for the figures', async () => {
    expect(await caller.reportError(quarter, 'citizen')).toBe('FORBIDDEN');
    expect(await caller.reportError(quarter, 'receptionist')).toBeUndefined();
    expect(await caller.itemsError({ input: quarter, column: '5' }, 'receptionist')).toBe('FORBIDDEN');
    expect(await caller.itemsError({ input: quarter, column: '5' }, 'head')).toBeUndefined();
  });
});
