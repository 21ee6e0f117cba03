import { addDays, toDay } from '@tiepdan/dated-table';
import { loadLaw, otherRules } from '@tiepdan/law';
import type { WorkingCalendar } from '@tiepdan/working-calendar';
import { computeDeadline } from './deadline';
import { replay, type PastClock } from './replay';

const directory = 'libs/law/data';
const law = loadLaw(directory);
const header = 'key|value|unit|calendar|start_event|legal_basis|valid_from|valid_to|evidence';
const rulesWith = (...lines: string[]) => otherRules(directory, law, [header, ...lines].join('\n'), 'other.psv');
const shorter = 'kn.accept.first.max|5|day|wd|received|Dự thảo|2012-07-01||P';
const today = toDay('2026-09-30');

const aClock = (changes: Partial<PastClock> = {}): PastClock => ({
  caseId: '1',
  caseNumber: 'BTCD-KN-2026-000001',
  rule: 'kn.accept.first.max',
  startedOn: toDay('2026-08-24'),
  metOn: toDay('2026-09-04'),
  status: 'MET',
  inputs: {},
  ...changes,
});
const numbers = (clocks: readonly { clock: PastClock }[]) => clocks.map(({ clock }) => clock.caseNumber);

describe('a replay of history under other rules', () => {
  it('names a duty that was done in time and would have been late, with both due days', () => {
    const { late } = replay({ history: [aClock()], law, otherRules: rulesWith(shorter), today });
    expect(late).toEqual([
      { clock: aClock(), dueOn: '2026-09-07', wasLate: false, dueOnUnderOther: '2026-09-03', wouldBeLate: true },
    ]);
  });

  it('finds under the same rules exactly what was late', () => {
    const history = [aClock(), aClock({ caseNumber: 'LATE', metOn: toDay('2026-09-08'), status: 'MISSED' })];
    const { late, inTime } = replay({ history, law, otherRules: law.rules, today });
    expect(numbers(late)).toEqual(['LATE']);
    expect(late[0]).toMatchObject({ wasLate: true, wouldBeLate: true });
    expect(numbers(inTime)).toEqual(['BTCD-KN-2026-000001']);
  });

  it('holds done on the due day for in time, and one day later for late', () => {
    const on = (day: string, caseNumber: string) => aClock({ metOn: toDay(day), caseNumber });
    const history = [on('2026-09-03', 'ON'), on('2026-09-04', 'AFTER')];
    const { late, inTime } = replay({ history, law, otherRules: rulesWith(shorter), today });
    expect([numbers(late), numbers(inTime)]).toEqual([['AFTER'], ['ON']]);
  });

  it('counts a duty not done late only once today lies after its due day', () => {
    const history = [aClock({ metOn: null, status: 'RUNNING' })];
    const lateOn = (day: string) =>
      replay({ history, law, otherRules: rulesWith(shorter), today: toDay(day) }).late.length;
    expect([lateOn('2026-09-03'), lateOn('2026-09-04')]).toEqual([0, 1]);
  });

  it('holds a clock that stands still for late only when it had stopped after its due day', () => {
    const stoppedOn = (day: string) =>
      aClock({
        rule: 'tc.resolve.normal.max',
        startedOn: toDay('2026-03-02'),
        metOn: null,
        status: 'PAUSED',
        inputs: { pauses: [{ from: toDay(day), to: null }] },
      });
    const lateCount = (day: string) =>
      replay({ history: [stoppedOn(day)], law, otherRules: law.rules, today }).late.length;
    // Due on 1 April.
    expect(['2026-03-20', '2026-04-01', '2026-04-02'].map(lateCount)).toEqual([0, 0, 1]);
  });

  it('gives a longer period to a duty that was late, so that it no longer is', () => {
    const history = [aClock({ metOn: toDay('2026-09-10'), status: 'MISSED' })];
    const longer = rulesWith(shorter.replace('|5|', '|15|'));
    const { late, inTime } = replay({ history, law, otherRules: longer, today });
    expect([late, inTime[0]?.wasLate, inTime[0]?.wouldBeLate]).toEqual([[], true, false]);
  });

  it('keeps the pauses and extensions the clock had', () => {
    const inputs = {
      pauses: [{ from: toDay('2026-03-10'), to: toDay('2026-03-18') }],
      extensions: 1,
      complexity: 'COMPLEX',
    };
    const clock = aClock({ rule: 'tc.resolve.normal.max', startedOn: toDay('2026-03-02'), metOn: null, inputs });
    const question = { law, ruleKey: clock.rule, startedOn: clock.startedOn, ...inputs };
    const { late } = replay({
      history: [clock],
      law,
      otherRules: rulesWith('tc.resolve.normal.max|20|day|cal|x|Dự thảo|2019-01-01||P'),
      today,
    });
    expect(late[0]?.dueOn).toBe(computeDeadline(question).dueOn);
    expect(late[0]?.dueOnUnderOther).toBe('2026-04-29');
  });

  it('lists a clock whose rule has no date or is not in force under the other rules, with the reason', () => {
    const undated = 'xld.process_don.max|-|bool|-|x|Dự thảo|2012-07-01||P';
    const ended = shorter.replace('2012-07-01|', '2012-07-01|2025-12-31');
    const history = [aClock(), aClock({ caseNumber: 'UNDATED', rule: 'xld.process_don.max' })];
    const { late, inTime, unanswered } = replay({ history, law, otherRules: rulesWith(undated, ended), today });
    expect([late, inTime]).toEqual([[], []]);
    expect(unanswered.map(({ clock, under, reason }) => [clock.caseNumber, under, reason.code])).toEqual([
      ['BTCD-KN-2026-000001', 'OTHER', 'RULE_NOT_IN_FORCE'],
      ['UNDATED', 'OTHER', 'RULE_HAS_NO_DATE'],
    ]);
  });

  it('loses no clock: each stands in one of the three lists', () => {
    const history = Array.from({ length: 200 }, (_, index) =>
      aClock({ caseNumber: `C${index}`, startedOn: addDays(toDay('2023-10-01'), index * 7), metOn: null }),
    );
    const { late, inTime, unanswered } = replay({ history, law, otherRules: rulesWith(shorter), today });
    expect([...numbers(late), ...numbers(inTime), ...numbers(unanswered)].sort()).toEqual(
      history.map(({ caseNumber }) => caseNumber).sort(),
    );
    // Days before the known calendar have no date under the law itself either.
    expect(unanswered[0]).toMatchObject({ under: 'OWN', reason: { code: 'CALENDAR_UNKNOWN' } });
    expect(late.length * inTime.length).toBeGreaterThan(0);
  });

  it('counts both with the calendar it is given', () => {
    const everyDayWorked: WorkingCalendar = { ...loadLaw(directory).calendar };
    const first = everyDayWorked.firstNumber;
    const known = everyDayWorked.workingThrough.length;
    const calendar = {
      ...everyDayWorked,
      workingNumbers: Int32Array.from({ length: known }, (_, index) => first + index),
      workingThrough: Int32Array.from({ length: known }, (_, index) => index + 1),
    };
    const { late } = replay({ history: [aClock()], law, otherRules: rulesWith(shorter), calendar, today });
    expect(late[0]).toMatchObject({ dueOn: '2026-08-31', dueOnUnderOther: '2026-08-29', wasLate: true });
  });

  it('is given in the order of the due days under the other rules, whatever the order of the history', () => {
    const history = ['2026-08-26', '2026-08-24', '2026-08-25'].map((day) =>
      aClock({ caseNumber: day, startedOn: toDay(day), metOn: null }),
    );
    const asked = (clocks: PastClock[]) =>
      numbers(replay({ history: clocks, law, otherRules: rulesWith(shorter), today }).late);
    expect(asked(history)).toEqual(['2026-08-24', '2026-08-25', '2026-08-26']);
    expect(asked(history.toReversed())).toEqual(asked(history));
  });
});
