import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { computeDeadline } from './deadline';

const law = loadLaw('libs/law/data');
type Inputs = { readonly pauses?: readonly (readonly [string, string])[]; readonly extensions?: number };
const due = (ruleKey: string, startedOn: string, { pauses = [], extensions }: Inputs = {}) =>
  computeDeadline({
    law,
    ruleKey,
    startedOn: toDay(startedOn),
    pauses: pauses.map(([from, to]) => ({ from: toDay(from), to: toDay(to) })),
    extensions,
  });

describe('the due day', () => {
  it.each([
    ['over Tết 2026', 'tcd.reply_citizen.max', '2026-02-13', '2026-03-06'],
    ['of the old acceptance rule, rolled over Tết', 'kn.accept.first.max', '2026-02-06', '2026-02-23'],
    ['of the new acceptance rule', 'kn.accept.first.max', '2026-07-01', '2026-07-10'],
    ['over the swapped National Day', 'kn.accept.first.max', '2026-08-24', '2026-09-07'],
    ['of a first settlement that ends on a Sunday', 'kn.resolve.first.normal.max', '2026-07-10', '2026-08-10'],
    ['of a complex settlement over National Day', 'kn.resolve.first.complex.max', '2026-07-18', '2026-09-03'],
    ['over the long weekend of April', 'tc.initial.max', '2026-04-24', '2026-05-08'],
    ['of a transfer over National Day', 'tc.transfer.max', '2026-08-28', '2026-09-09'],
    ['of a denunciation that ends before a swapped day off', 'tc.resolve.normal.max', '2026-07-31', '2026-09-03'],
    ['over 24 November', 'tcd.refusal_notice.max', '2026-11-20', '2026-11-26'],
    ['of acceptance over 24 November', 'kn.accept.first.max', '2026-11-19', '2026-12-01'],
    ['over Tết 2027', 'kn.accept.first.max', '2027-02-01', '2027-02-17'],
    ['before the worked Saturday of August', 'tcd.refusal_notice.max', '2026-08-20', '2026-08-24'],
    ['over the swapped Monday', 'tcd.refusal_notice.max', '2026-08-27', '2026-09-04'],
    ['of a reply over 24 November', 'tcd.reply_citizen.max', '2026-11-10', '2026-11-25'],
    ['that would be 24 November', 'xld.process_don.max', '2026-11-14', '2026-11-25'],
    ['of a publication over Tết 2027', 'kn.decision.second.publish.max', '2027-01-21', '2027-02-11'],
  ])('%s: %s from %s is %s', (_why, rule, startedOn, dueOn) => {
    expect(due(rule, startedOn).dueOn).toBe(dueOn);
  });

  it.each([
    ['C1', 'tc.resolve.normal.max', '2026-03-02', '2026-03-10', '2026-03-18', '2026-04-09'],
    ['C1', 'tc.resolve.normal.max', '2026-03-02', '2026-04-01', '2026-04-08', '2026-04-08'],
    ['C1', 'tc.resolve.normal.max', '2026-03-02', '2026-03-02', '2026-03-10', '2026-04-08'],
    ['C2', 'kn.resolve.first.normal.max', '2026-07-10', '2026-08-10', '2026-08-17', '2026-08-17'],
  ] as const)(
    'stands still in a pause by reading %s: %s from %s, paused %s to %s',
    (reading, rule, start, from, to, dueOn) => {
      const deadline = due(rule, start, { pauses: [[from, to]] });
      expect([deadline.dueOn, deadline.evidence]).toEqual([dueOn, 'ASSUMED']);
      expect(deadline.assumptions).toContain(reading);
    },
  );

  it('is not moved by a pause after the end, and does not rest on how its ends are read', () => {
    const deadline = due('tc.resolve.normal.max', '2026-03-02', { pauses: [['2026-04-02', '2026-04-20']] });
    expect([deadline.dueOn, deadline.assumptions]).toEqual(['2026-04-01', []]);
  });

  it('counts overlapping pauses once', () => {
    const pauses = [
      ['2026-03-10', '2026-03-16'],
      ['2026-03-12', '2026-03-18'],
    ] as const;
    expect(due('tc.resolve.normal.max', '2026-03-02', { pauses }).dueOn).toBe('2026-04-09');
  });

  it('of an extended denunciation is counted through and rolled once at the end (C3)', () => {
    const extended = (extensions: number) => due('tc.resolve.normal.max', '2026-07-31', { extensions });
    expect([extended(1).dueOn, extended(2).dueOn]).toEqual(['2026-09-29', '2026-10-29']);
    expect([extended(1).assumptions, extended(0).assumptions]).toEqual([['C3'], []]);
  });

  it.each([
    [
      'C4: a notice of dialogue moves back off a Sunday',
      'kn.dialogue_notice.min_before',
      '2026-09-04',
      '2026-08-28',
      ['C4', 'C5'],
    ],
    [
      'C5: a schedule is posted on the fifth working day before',
      'tcd.schedule_posting.min_before',
      '2026-07-13',
      '2026-07-06',
      ['C5'],
    ],
  ])('before an event: %s', (_what, rule, eventOn, dueOn, assumptions) => {
    expect(due(rule, eventOn)).toMatchObject({ dueOn, assumptions });
  });

  it.each([
    ['C6: the last day of a posting', 'kn.publish.posting.min', '2026-07-03', '2026-07-20'],
    ['C7: an event on a Sunday counts from that day', 'xld.process_don.max', '2026-07-05', '2026-07-15'],
    ['C8: the rule in force on the day of the start binds', 'kn.accept.first.max', '2026-06-30', '2026-07-10'],
    ['C12: a worked Saturday is a working day', 'tcd.refusal_notice.max', '2026-08-21', '2026-08-25'],
    ['C13: an expected day counts as off meanwhile', 'tc.transfer.max', '2027-04-26', '2027-05-05'],
    ['C17: a period that ends on a worked Saturday stays there', 'xld.process_don.max', '2026-08-12', '2026-08-22'],
    ['a year on, rolled off a Sunday', 'xld.archive.min', '2025-03-08', '2026-03-09'],
    ['twelve months on', 'db.historic_data.max', '2024-10-31', '2025-10-31'],
    ['C14: a decision takes effect after its last day', 'kn.effective.first', '2026-07-10', '2026-08-10'],
  ])('%s', (_what, rule, startedOn, dueOn) => {
    expect(due(rule, startedOn).dueOn).toBe(dueOn);
  });

  it('C9: a year from 29 February ends on the last day of February, moved off a rest day', () => {
    // 2025-02-28 is a Friday.
    expect(due('kn.court.statute', '2024-02-29').dueOn).toBe('2025-02-28');
  });

  it('C11: a duty that is due at once is due on the day itself, also on a Sunday', () => {
    const { dueOn, steps, count } = due('tc.nonaccept_notice', '2026-07-05');
    expect([dueOn, count, steps.map(({ kind }) => kind)]).toEqual(['2026-07-05', 0, ['DUE']]);
  });

  it('in a year without announced days off says that it rests on expected ones', () => {
    const deadline = due('tcd.reply_citizen.max', '2028-01-20');
    expect(deadline).toMatchObject({ dueOn: '2028-02-10', evidence: 'ASSUMED' });
    expect(deadline.assumptions).toEqual(['C13', 'YEAR_EXPECTED']);
    expect(due('tcd.reply_citizen.max', '2028-03-06').assumptions).toEqual(['YEAR_EXPECTED']);
  });
});

describe('a clock that runs across a change of the law', () => {
  it('may be suspended from 1 July 2026 on, also where the case was accepted before (R9)', () => {
    const pause = [['2026-07-01', '2026-07-11']] as const;
    const deadline = due('kn.resolve.first.normal.max', '2026-06-15', { pauses: pause });
    expect([deadline.dueOn, deadline.lawChanges.map(({ code }) => code)]).toEqual(['2026-07-27', ['R9_COMPLAINT']]);
    expect(deadline.text).toContain('Vụ việc đã thụ lý trước ngày 01/07/2026');
    expect(() => due('kn.resolve.first.normal.max', '2026-06-15', { pauses: [['2026-06-30', '2026-07-11']] })).toThrow(
      expect.objectContaining({ code: 'PAUSE_NOT_ALLOWED' }),
    );
  });

  it('is not started anew when districts ended on 1 July 2025', () => {
    const deadline = due('kn.resolve.first.normal.max', '2025-06-20');
    expect(deadline).toMatchObject({ dueOn: '2025-07-21', lawChanges: [{ code: 'TWO_TIERS' }] });
    expect(deadline.text).toContain('không tính lại từ đầu');
    expect(due('kn.resolve.first.normal.max', '2025-07-01').lawChanges).toEqual([]);
  });
});
