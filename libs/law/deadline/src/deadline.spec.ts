import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { computeDeadline, daysLeft } from './deadline';
import { extensionsAllowed, type ClockInputs } from './deadline-question';

const law = loadLaw('libs/law/data');
const due = (ruleKey: string, startedOn: string, inputs: ClockInputs = {}) =>
  computeDeadline({ law, ruleKey, startedOn: toDay(startedOn), ...inputs });
const pause = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) });

describe('the due day', () => {
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
        'Tính đủ thời gian thì ngày cuối là 30/08/2026 (nghỉ cuối tuần; nghỉ hoán đổi 31/08/2026 (9441/TB-BNV); Quốc khánh 01/09/2026 (9441/TB-BNV); ' +
        'Quốc khánh 02/09/2026 (BLLĐ Đ.112)); ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo (BLDS 2015 Đ.148). ' +
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
});

describe('a question without an answer', () => {
  it.each([
    ['UNKNOWN_RULE', 'kn.no.such.rule', '2026-07-01'],
    ['RULE_NOT_IN_FORCE', 'tcd.refusal_notice.max', '2026-06-30'],
    ['RULE_HAS_NO_DATE', 'dp.breach.authority_notice.max', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'kn.suspend.grounds', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'tc.publish.media.min', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'report.province_to_ttcp.due_day', '2026-07-01'],
    ['RULE_HAS_NO_DATE', 'tcd.online.connected.min_before', '2026-09-04'],
    ['RULE_HAS_NO_DATE', 'kn.emergency_stay.max', '2026-09-04'],
  ])('is refused with %s: %s', (code, ruleKey, startedOn) => {
    expect(() => due(ruleKey, startedOn)).toThrow(expect.objectContaining({ code }));
  });

  it('names the year whose calendar is missing, and never counts weekends only', () => {
    for (const [rule, startedOn, year, inputs = {}] of [
      ['tcd.reply_citizen.max', '2030-12-24', '2031'],
      ['xld.process_don.max', '2023-06-01', '2023'],
      ['tcd.schedule_posting.min_before', '2024-01-03', '2023'],
      ['kn.court.statute', '2030-06-01', '2031'],
      ['db.historic_data.max', '9999-06-01', '9999'],
      ['kn.resolve.first.normal.max', '2026-07-10', '10000', { pauses: [pause('2026-07-20', '9999-12-31')] }],
    ] as const)
      expect(() => due(rule, startedOn, inputs)).toThrow(
        expect.objectContaining({
          details: expect.objectContaining({ code: 'CALENDAR_UNKNOWN', message: expect.stringContaining(year) }),
        }),
      );
  });
});

describe('a change of a clock that the law does not know', () => {
  const denunciation = 'tc.resolve.normal.max';
  it.each([
    ['PAUSE_ENDS_BEFORE_IT_BEGINS', denunciation, { pauses: [pause('2026-03-18', '2026-03-17')] }],
    ['PAUSE_NOT_ALLOWED', 'xld.process_don.max', { pauses: [pause('2026-03-10', '2026-03-12')] }],
    ['PAUSE_NOT_ALLOWED', denunciation, { pauses: [{ ...pause('2026-03-10', '2026-03-12'), ground: 'OBSTACLE' }] }],
    ['PAUSE_NOT_ALLOWED', 'kn.resolve.first.normal.max', { pauses: [pause('2026-06-30', '2026-07-12')] }],
    ['EXTENSION_NOT_ALLOWED', 'kn.resolve.first.normal.max', { extensions: 1 }],
    ['EXTENSION_BEYOND_LAW', denunciation, { extensions: 3 }],
    ['EXTENSION_BEYOND_LAW', denunciation, { extensions: 2, complexity: 'COMPLEX' }],
    ['EXTENSION_BEYOND_LAW', denunciation, { extensions: 1, complexity: 'NORMAL' }],
    ['EXTENSION_MALFORMED', denunciation, { extensions: -1 }],
    ['EXTENSION_MALFORMED', denunciation, { extensions: 0.5 }],
  ] as const)('is refused with %s: %s', (code, rule, inputs) => {
    expect(() => due(rule, '2026-03-02', inputs as ClockInputs)).toThrow(expect.objectContaining({ code }));
  });

  it('is refused with the article behind it', () => {
    expect(() => due(denunciation, '2026-03-02', { extensions: 3 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ legalBasis: 'Luật TC Đ.30 k.3' }) }),
    );
  });

  it('is not one that the law knows: one extension of a complex denunciation, two of an especially complex one', () => {
    expect(due(denunciation, '2026-03-02', { extensions: 1, complexity: 'COMPLEX' }).dueOn).toBe('2026-05-04');
    expect(due(denunciation, '2026-03-02', { extensions: 2, complexity: 'ESPECIALLY_COMPLEX' }).dueOn).toBe(
      '2026-06-01',
    );
  });

  it('is one of as many as the law allows for the complexity', () => {
    const allowed = (ruleKey: string, complexity?: string) =>
      extensionsAllowed({ law, ruleKey, startedOn: toDay('2026-03-02'), complexity });
    expect(['NORMAL', 'COMPLEX', 'ESPECIALLY_COMPLEX'].map((level) => allowed(denunciation, level))).toEqual([0, 1, 2]);
    expect(allowed(denunciation)).toBe(2);
    expect(allowed('kn.resolve.first.normal.max', 'COMPLEX')).toBe(0);
  });
});

describe('an explanation of a clock that stood still and was extended', () => {
  const deadline = due('tc.resolve.normal.max', '2026-07-31', {
    pauses: [{ ...pause('2026-09-10', '2026-09-15'), ground: 'EXPERT_ASSESSMENT' }, pause('2026-08-10', '2026-08-12')],
    extensions: 2,
  });

  it('names each span once', () => {
    expect(deadline.steps.map(({ kind, from, to, days }) => [kind, from, to, days])).toEqual([
      ['START', '2026-07-31', '2026-07-31', 1],
      ['COUNTED', '2026-08-01', '2026-08-09', 9],
      ['PAUSED', '2026-08-10', '2026-08-11', 2],
      ['COUNTED', '2026-08-12', '2026-09-01', 21],
      ['EXTENDED', '2026-09-02', '2026-09-09', 8],
      ['PAUSED', '2026-09-10', '2026-09-14', 5],
      ['EXTENDED', '2026-09-15', '2026-10-06', 22],
      ['EXTENDED', '2026-10-07', '2026-11-04', 29],
      ['DUE', '2026-11-05', '2026-11-05', 1],
    ]);
  });

  it('reads as Vietnamese sentences', () => {
    expect(deadline.text).toContain(
      'Tạm dừng, không tính: 10/08/2026 đến 11/08/2026 (tạm đình chỉ giải quyết tố cáo (Luật TC Đ.34 k.1, k.2)); ' +
        '10/09/2026 đến 14/09/2026 (thời gian trưng cầu giám định (NĐ 31/2019 Đ.15 k.4)).',
    );
    expect(deadline.text).toContain('Được gia hạn: gia hạn lần 1; gia hạn lần 2.');
  });

  it('goes back from an event in the order of the days', () => {
    const notice = due('kn.dialogue_notice.min_before', '2026-09-04');
    expect(notice.steps.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['DUE', '2026-08-28', '2026-08-28'],
      ['ROLLED', '2026-08-29', '2026-08-30'],
      ['COUNTED', '2026-08-31', '2026-09-03'],
      ['START', '2026-09-04', '2026-09-04'],
    ]);
    expect(notice.text).toContain('Tính lùi từ ngày 04/09/2026');
    expect(notice.text).toContain('Ngày thứ 5 lùi lại là 30/08/2026 (nghỉ cuối tuần); ngày lùi lại rơi vào ngày nghỉ');
    expect(notice.text).toContain('Phải thực hiện chậm nhất vào cuối ngày 28/08/2026.');
  });
});

describe('a clock that still stands still', () => {
  it('has the due day of one that never stopped, and says so', () => {
    const stopped = { pauses: [{ from: toDay('2026-08-10'), to: null }] };
    const deadline = due('tc.resolve.normal.max', '2026-07-31', stopped);
    expect(deadline).toMatchObject({ dueOn: '2026-09-03', stoppedOn: '2026-08-10' });
    expect(deadline.text).toContain('Đang tạm dừng từ ngày 10/08/2026');
    const twice = { pauses: [{ from: toDay('2026-08-20'), to: null }, ...stopped.pauses] };
    expect(due('tc.resolve.normal.max', '2026-07-31', twice).stoppedOn).toBe('2026-08-10');
    const tooLate = { pauses: [{ from: toDay('2026-12-01'), to: null }] };
    expect(due('tc.resolve.normal.max', '2026-07-31', tooLate)).toMatchObject({ dueOn: '2026-09-03', stoppedOn: null });
    expect(() => due('xld.process_don.max', '2026-07-31', stopped)).toThrow(
      expect.objectContaining({ code: 'PAUSE_NOT_ALLOWED' }),
    );
  });
});

describe('a reading the law leaves room for', () => {
  it('is followed as the table sets it: a period that is no limit for an act may keep a last day that is a rest day', () => {
    const directory = mkdtempSync(join(tmpdir(), 'law-'));
    try {
      cpSync('libs/law/data', directory, { recursive: true });
      const path = join(directory, 'conventions.psv');
      writeFileSync(path, readFileSync(path, 'utf8').replace('C6|roll', 'C6|keep'));
      const keeping = loadLaw(directory);
      const dueOn = (ruleKey: string) => computeDeadline({ law: keeping, ruleKey, startedOn: toDay('2026-07-10') });
      expect(dueOn('kn.effective.first')).toMatchObject({ dueOn: '2026-08-09', assumptions: ['C6'] });
      expect(dueOn('kn.resolve.first.normal.max')).toMatchObject({ dueOn: '2026-08-10', assumptions: [] });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('the last sentence', () => {
  it('says of a duty that is due at once that it is', () => {
    expect(due('tc.nonaccept_notice', '2026-07-05').text).toContain(': phải thực hiện ngay, theo Luật TC Đ.24 k.1.');
  });

  it('says of a period that is no limit for an act what begins the day after', () => {
    expect(due('kn.effective.first', '2026-07-10').text).toContain(
      'hết vào cuối ngày 10/08/2026; hệ quả của nó bắt đầu từ ngày 11/08/2026.',
    );
  });

  it('speaks of an accepted denunciation only where one was accepted', () => {
    expect(due('tc.initial.max', '2026-06-26').text).not.toContain('đã thụ lý');
    expect(due('tc.resolve.normal.max', '2026-06-26').text).toContain('Tố cáo đã thụ lý trước ngày 01/07/2026');
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
