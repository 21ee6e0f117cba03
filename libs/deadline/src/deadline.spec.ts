import { isWorkingDay } from '@tiepdan/law';
import { addDays, toDay } from '@tiepdan/law';
import { computeDeadline, daysLeft, dueDay } from './deadline';
import { loadLaw } from '@tiepdan/law';
import { isInForce } from '@tiepdan/law';

const law = loadLaw('libs/law/data');
const due = (ruleKey: string, startedOn: string) => computeDeadline({ law, ruleKey, startedOn: toDay(startedOn) });

describe('the due day', () => {
  it.each([
    ['over Tết 2026', 'tcd.reply_citizen.max', '2026-02-13', '2026-03-06'],
    ['of the old acceptance rule, rolled over Tết', 'kn.accept.first.max', '2026-02-06', '2026-02-23'],
    ['of the new acceptance rule', 'kn.accept.first.max', '2026-07-01', '2026-07-10'],
    ['over the swapped National Day', 'kn.accept.first.max', '2026-08-24', '2026-09-07'],
    ['of a first settlement that ends on a Sunday', 'kn.resolve.first.normal.max', '2026-07-10', '2026-08-10'],
    ['of a complex settlement that ends on National Day', 'kn.resolve.first.complex.max', '2026-07-18', '2026-09-03'],
    ['over three holidays of April and May', 'tc.initial.max', '2026-04-24', '2026-05-08'],
    ['of a transfer over National Day', 'tc.transfer.max', '2026-08-28', '2026-09-09'],
    ['of a denunciation that ends before a swapped-off Monday', 'tc.resolve.normal.max', '2026-07-31', '2026-09-03'],
    ['over 24 November', 'tcd.refusal_notice.max', '2026-11-20', '2026-11-26'],
    ['of an acceptance over 24 November', 'kn.accept.first.max', '2026-11-19', '2026-12-01'],
    ['of an acceptance over Tết 2027', 'kn.accept.first.max', '2027-02-01', '2027-02-17'],
    ['over a worked Saturday', 'tcd.refusal_notice.max', '2026-08-20', '2026-08-24'],
    ['over a swapped-off Monday', 'tcd.refusal_notice.max', '2026-08-27', '2026-09-04'],
    ['of a reply over 24 November', 'tcd.reply_citizen.max', '2026-11-10', '2026-11-25'],
    ['of a petition rolled off 24 November', 'xld.process_don.max', '2026-11-14', '2026-11-25'],
    [
      'of a publication rolled over in-lieu days of Tết 2027',
      'kn.decision.second.publish.max',
      '2027-01-21',
      '2027-02-11',
    ],
    ['when the event falls on a Sunday (C7)', 'xld.process_don.max', '2026-07-05', '2026-07-15'],
    ['by the rule in force at the start (C8)', 'kn.accept.first.max', '2026-06-30', '2026-07-10'],
    ['a year from a leap day (C9)', 'kn.court.statute', '2024-02-29', '2025-02-28'],
    ['with both days of a swap in full effect (C12)', 'tcd.refusal_notice.max', '2026-08-21', '2026-08-25'],
    ['over days that are only expected (C13)', 'tc.transfer.max', '2027-04-26', '2027-05-05'],
    ['of a decision taking effect (C14)', 'kn.effective.first', '2026-07-10', '2026-08-10'],
    ['that falls on a worked Saturday and stays there (C17)', 'xld.process_don.max', '2026-08-12', '2026-08-22'],
    ['a year on, rolled off a Sunday', 'xld.archive.min', '2025-03-08', '2026-03-09'],
    ['twelve months on', 'db.historic_data.max', '2024-10-31', '2025-10-31'],
  ])('%s', (_case, ruleKey, startedOn, dueOn) => {
    expect(due(ruleKey, startedOn).dueOn).toBe(dueOn);
  });

  it('is confirmed when rule and days are, and names what it rests on when not', () => {
    expect(due('tcd.reply_citizen.max', '2026-11-10')).toMatchObject({ evidence: 'CONFIRMED', assumptions: [] });
    expect(due('tc.transfer.max', '2027-04-26')).toMatchObject({ evidence: 'ASSUMED', assumptions: ['C13'] });
    expect(due('xld.process_don.max', '2027-04-20')).toMatchObject({ dueOn: '2027-05-04', assumptions: ['C13'] });
    expect(due('kn.effective.first', '2026-07-10').assumptions).toEqual(['C6']);
    expect(due('kn.effective.first', '2026-07-13').assumptions).toEqual([]);
    expect(due('kn.court.statute', '2025-03-03').assumptions).toEqual(['RULE_RECALLED']);
    expect(due('tc.transfer.max', '2024-08-29').assumptions).toEqual(['CALENDAR_RECALLED']);
  });

  it('rests on C8 only where the newer rule would have given another day', () => {
    expect(due('kn.accept.first.max', '2026-06-30').assumptions).toEqual(['C8']); // newer rule: 9 July
    expect(due('kn.accept.first.max', '2026-06-25')).toMatchObject({ dueOn: '2026-07-06', assumptions: [] }); // both: 6 July
    expect(due('kn.accept.first.max', '2026-06-15').assumptions).toEqual([]); // over before the newer rule
  });

  it('does not rest on an expected day that calendar days merely pass', () => {
    expect(due('kn.resolve.first.normal.max', '2027-04-12')).toMatchObject({
      dueOn: '2027-05-12',
      evidence: 'CONFIRMED',
    });
  });
});

describe('an explanation', () => {
  it('covers calendar days, the roll and the due day', () => {
    expect(
      due('tc.resolve.normal.max', '2026-07-31').steps.map(({ kind, from, to, days }) => [kind, from, to, days]),
    ).toEqual([
      ['START', '2026-07-31', '2026-07-31', 1],
      ['COUNTED', '2026-08-01', '2026-08-29', 29],
      ['ROLLED', '2026-08-30', '2026-09-02', 4],
      ['DUE', '2026-09-03', '2026-09-03', 1],
    ]);
  });

  it('names each holiday and the document behind it', () => {
    expect(
      due('kn.accept.first.max', '2026-08-24')
        .steps.filter(({ kind }) => kind === 'SKIPPED')
        .map(({ reason }) => reason),
    ).toEqual([
      'Nghỉ cuối tuần',
      'Nghỉ hoán đổi 31/08/2026 (9441/TB-BNV)',
      'Quốc khánh 01/09/2026 (9441/TB-BNV)',
      'Quốc khánh 02/09/2026 (BLLĐ Đ.112)',
      'Nghỉ cuối tuần',
    ]);
  });

  it('reads as Vietnamese sentences', () => {
    expect(due('tc.resolve.normal.max', '2026-07-31').text).toBe(
      'Thời hạn giải quyết tố cáo: 30 ngày, theo Luật TC Đ.30 k.1. ' +
        'Tính từ ngày 31/07/2026; ngày bắt đầu không tính vào thời hạn (BLDS 2015 Đ.147). ' +
        'Ngày cuối theo số là 30/08/2026; ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo (BLDS 2015 Đ.148). ' +
        'Thời hạn kết thúc vào cuối ngày 03/09/2026.',
    );
    expect(due('kn.accept.first.max', '2026-08-24').text).toContain(
      'Không tính các ngày nghỉ: 29/08/2026 đến 30/08/2026 (nghỉ cuối tuần); nghỉ hoán đổi 31/08/2026 (9441/TB-BNV); Quốc khánh 01/09/2026 (9441/TB-BNV);',
    );
    expect(due('tc.transfer.max', '2027-04-26').text).toContain(
      'Cần kiểm tra: có ngày trong lịch còn ở trạng thái dự kiến',
    );
  });

  it('names rule and calendar by version', () => {
    expect(due('kn.accept.first.max', '2026-07-01')).toMatchObject({
      ruleVersion: 'kn.accept.first.max@2026-07-01',
      calendarVersion: law.calendar.version,
      label: 'Thời hạn thụ lý khiếu nại lần đầu',
      unit: 'WORKING_DAY',
      count: 7,
    });
  });

  it('puts every day from start to due in exactly one step, for any rule and day', () => {
    const seed = Number(process.env.TEST_SEED ?? Date.now() % 2_147_483_647);
    console.info(`TEST_SEED=${seed}`);
    let state = seed;
    const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
    const dated = [...law.rules.values()]
      .map((versions) => versions.at(-1)!)
      .filter(({ counting }) => counting !== null && counting.unit !== 'YEAR');
    for (let round = 0; round < 2_000; round += 1) {
      const rule = dated[random(dated.length)]!;
      const startedOn = addDays(toDay('2024-01-01'), random(1_000));
      if (!isInForce(rule, startedOn)) continue;
      const { dueOn, steps, count, unit } = computeDeadline({ law, ruleKey: rule.key, startedOn });
      expect(dueDay({ law, ruleKey: rule.key, startedOn })).toBe(dueOn);
      const days = steps.flatMap(({ from, days }) => Array.from({ length: days }, (_, index) => addDays(from, index)));
      const expected = Array.from({ length: days.length }, (_, index) => addDays(startedOn, index));
      expect({ rule: rule.key, startedOn, days }).toEqual({ rule: rule.key, startedOn, days: expected });
      expect([days.at(-1), steps.at(-1)!.kind, isWorkingDay(law.calendar, dueOn)]).toEqual([dueOn, 'DUE', true]);
      const counted = steps.filter(({ kind }) => kind === 'COUNTED').reduce((sum, step) => sum + step.days, 0);
      if (unit !== 'MONTH') expect(counted + 1).toBe(count);
    }
  });
});

describe('a question without an answer', () => {
  it.each([
    ['UNKNOWN_RULE', 'kn.no.such.rule', '2026-07-01'],
    ['RULE_NOT_IN_FORCE', 'tcd.refusal_notice.max', '2026-06-30'],
    ['RULE_HAS_NO_DATE', 'tc.nonaccept_notice', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'dp.breach.authority_notice.max', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'kn.suspend.grounds', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'tc.publish.media.min', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'report.province_to_ttcp.due_day', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'kn.dialogue_notice.min_before', '2026-09-04'],
  ])('is refused with %s: %s', (code, ruleKey, startedOn) => {
    expect(() => due(ruleKey, startedOn)).toThrow(expect.objectContaining({ code }));
  });

  it('names the year whose calendar is missing, and never counts weekends only', () => {
    for (const [rule, startedOn, year] of [
      ['tcd.reply_citizen.max', '2027-12-24', '2028'],
      ['xld.process_don.max', '2023-06-01', '2023'],
    ] as const)
      expect(() => due(rule, startedOn)).toThrow(
        expect.objectContaining({
          details: expect.objectContaining({ code: 'CALENDAR_UNKNOWN', message: expect.stringContaining(year) }),
        }),
      );
  });
});

describe('the days left', () => {
  const left = (ruleKey: string, startedOn: string, today: string) =>
    daysLeft(law, due(ruleKey, startedOn), toDay(today));

  it('are working days for a rule that counts working days', () => {
    expect(left('kn.accept.first.max', '2026-08-24', '2026-08-24')).toBe(7);
    expect(left('kn.accept.first.max', '2026-08-24', '2026-08-30')).toBe(3);
    expect(left('kn.accept.first.max', '2026-08-24', '2026-09-07')).toBe(0);
    expect(left('kn.accept.first.max', '2026-08-24', '2026-09-09')).toBe(-2);
  });

  it('are calendar days for every other rule', () => {
    expect(left('kn.resolve.first.normal.max', '2026-07-10', '2026-07-11')).toBe(30);
    expect(left('kn.resolve.first.normal.max', '2026-07-10', '2026-08-13')).toBe(-3);
    expect(left('kn.court.statute', '2025-03-03', '2026-03-02')).toBe(1);
  });

  it('are negative from the day after, also when that is a Saturday', () => {
    expect(due('tcd.refusal_notice.max', '2026-11-03').dueOn).toBe('2026-11-06');
    expect(left('tcd.refusal_notice.max', '2026-11-03', '2026-11-07')).toBe(-1);
    expect(left('tcd.refusal_notice.max', '2026-11-03', '2026-11-09')).toBe(-1);
  });
});
