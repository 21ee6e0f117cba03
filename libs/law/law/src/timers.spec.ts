import { toDay, type Complexity, type PetitionKind } from '@tiepdan/dated-table';
import { loadLaw } from './law';
import { timersMetBy, timersStartedBy, type TimerQuestion } from './timers';

const law = loadLaw('libs/law/data');
const on = toDay('2026-11-24');
const rulesOf = (question: TimerQuestion) => timersStartedBy(law, question).map(({ rule }) => rule);
const received = (kind: PetitionKind, channel = 'POST', instance = 1) =>
  rulesOf({ event: 'petition-received', kind, channel, instance, on });
const accepted = (kind: PetitionKind, complexity?: Complexity, remoteArea?: boolean) =>
  rulesOf({ event: 'case-accepted', kind, complexity, remoteArea, on });

describe('a received petition', () => {
  it('starts the clocks of its kind', () => {
    expect(received('COMPLAINT')).toEqual(['xld.process_don.max', 'kn.accept.first.max']);
    expect(received('DENUNCIATION')).toEqual(['tc.initial.max']);
    // No other limit is set for settling these, so the reply counts however they came in (domain 3.3, note 3).
    for (const kind of ['PROPOSAL', 'FEEDBACK'] as const)
      expect(received(kind)).toEqual(['xld.process_don.max', 'tcd.reply_citizen.max']);
  });

  it.each(['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const)(
    'owes a reply when a person brought it: %s',
    (kind) => {
      expect(received(kind, 'RECEPTION')).toEqual([...new Set([...received(kind), 'tcd.reply_citizen.max'])]);
    },
  );

  it('starts no clock of a rule that did not hold yet', () => {
    expect(
      rulesOf({ event: 'petition-received', kind: 'COMPLAINT', channel: 'POST', on: toDay('2021-01-20') }),
    ).toEqual(['kn.accept.first.max']);
  });
});

describe('a complaint against a disciplinary decision', () => {
  it.each([3, 4])('is accepted and settled by its own rules, settlement %i', (instance) => {
    expect(received('COMPLAINT', 'POST', instance)).toEqual(['xld.process_don.max', 'kn.accept.discipline.max']);
    const settled = (complexity: Complexity) =>
      rulesOf({ event: 'case-accepted', kind: 'COMPLAINT', instance, complexity, on });
    expect(settled('NORMAL')).toEqual(['kn.discipline.resolve.normal.max']);
    expect(settled('COMPLEX')).toEqual(['kn.discipline.resolve.complex.max']);
  });
});

describe('a clock counted from receipt', () => {
  it.each([
    ['outside-competence-found', 'tc.transfer.max'],
    ['longer-check-needed', 'tc.initial.extended.max'],
  ] as const)('starts before its event: %s', (event, rule) => {
    const receivedOn = toDay('2026-11-20');
    expect(timersStartedBy(law, { event, kind: 'DENUNCIATION', on, receivedOn })).toEqual([
      { rule, startedOn: receivedOn },
    ]);
  });
});

describe('a decision', () => {
  const issued = (instance: number, remoteArea: boolean, channel = 'POST') =>
    rulesOf({ event: 'decision-issued', kind: 'COMPLAINT', instance, remoteArea, channel, on });
  const sent = (instance: number, remoteArea: boolean) =>
    rulesOf({ event: 'decision-sent', kind: 'COMPLAINT', instance, remoteArea, on });

  it('comes into effect counted from its issue, whoever receives it when (C14)', () => {
    expect(issued(1, false)).toEqual(['kn.effective.first']);
    expect(issued(1, true)).toEqual(['kn.effective.first.remote.max']);
    expect(issued(2, false)).toEqual(['kn.effective.second']);
    expect(issued(2, true)).toEqual(['kn.effective.second.remote.max']);
    expect(issued(3, true)).toEqual(['kn.discipline.effective']);
  });

  it('is told to whoever transferred the petition', () => {
    expect(issued(1, false, 'ELECTED_BODY')).toEqual(['kn.effective.first', 'tcd.result_to_transferrer.max']);
  });

  it('gives the time for a second complaint and for going to court once it was sent', () => {
    expect(sent(1, false)).toEqual(['kn.second.filing.max', 'kn.court.statute']);
    expect(sent(1, true)).toEqual(['kn.second.filing.remote.max', 'kn.court.statute']);
    expect(sent(2, true)).toEqual(['kn.court.statute']);
    expect(sent(3, true)).toEqual([]);
  });
});

describe('an accepted case', () => {
  it.each([
    ['NORMAL', false, 'kn.resolve.first.normal.max'],
    ['COMPLEX', false, 'kn.resolve.first.complex.max'],
    ['ESPECIALLY_COMPLEX', false, 'kn.resolve.first.complex.max'],
    ['NORMAL', true, 'kn.resolve.first.remote.max'],
    ['COMPLEX', true, 'kn.resolve.first.remote_complex.max'],
    ['ESPECIALLY_COMPLEX', true, 'kn.resolve.first.remote_complex.max'],
  ] as const)('of a complaint, %s and remote %s, is settled within %s', (complexity, remoteArea, rule) => {
    expect(accepted('COMPLAINT', complexity, remoteArea)).toEqual([rule]);
  });

  it.each([
    ['NORMAL', false, 'kn.resolve.second.normal.max'],
    ['COMPLEX', false, 'kn.resolve.second.complex.max'],
    ['NORMAL', true, 'kn.resolve.second.remote.max'],
    ['COMPLEX', true, 'kn.resolve.second.remote_complex.max'],
  ] as const)('of a second complaint, %s and remote %s, is settled within %s', (complexity, remoteArea, rule) => {
    const question = { event: 'case-accepted', kind: 'COMPLAINT', instance: 2, complexity, remoteArea, on } as const;
    expect(rulesOf(question)).toEqual([rule]);
  });

  it('is normal and not remote unless determined', () => {
    expect(accepted('COMPLAINT')).toEqual(['kn.resolve.first.normal.max']);
  });

  it('of a denunciation has one clock however complex it is', () => {
    for (const complexity of ['NORMAL', 'COMPLEX', 'ESPECIALLY_COMPLEX'] as const)
      expect(accepted('DENUNCIATION', complexity)).toEqual(['tc.resolve.normal.max']);
  });

  it('of a denunciation gives a day by which both sides must be told', () => {
    const event = 'acceptance-to-notify';
    expect(rulesOf({ event, kind: 'DENUNCIATION', on: toDay('2026-08-24') })).toEqual(['tc.accept_notice.max']);
    expect(rulesOf({ event, kind: 'COMPLAINT', on: toDay('2026-08-24') })).toEqual([]);
  });
});

describe('a duty is fulfilled', () => {
  it('by the event the table names for the kind of petition', () => {
    expect(timersMetBy(law, { event: 'petition-classified', kind: 'COMPLAINT' })).toEqual([
      'xld.process_don.max',
      'tcd.reply_citizen.max',
    ]);
    expect(timersMetBy(law, { event: 'petition-classified', kind: 'DENUNCIATION' })).toEqual(['tcd.reply_citizen.max']);
    // A proposal is not answered by being proposed for study.
    expect(timersMetBy(law, { event: 'petition-classified', kind: 'PROPOSAL' })).toEqual(['xld.process_don.max']);
    expect(timersMetBy(law, { event: 'petition-answered', kind: 'PROPOSAL' })).toEqual(['tcd.reply_citizen.max']);
    expect(timersMetBy(law, { event: 'petition-answered', kind: 'COMPLAINT' })).toEqual([]);
    // Of any settlement: only the clock that was started is there to be met.
    const acceptance = ['kn.accept.first.max', 'kn.accept.second.max', 'kn.accept.discipline.max'];
    expect(timersMetBy(law, { event: 'case-accepted', kind: 'COMPLAINT' })).toEqual(acceptance);
    expect(timersMetBy(law, { event: 'acceptance-refused', kind: 'COMPLAINT' })).toEqual(acceptance);
    expect(timersMetBy(law, { event: 'case-accepted', kind: 'DENUNCIATION' })).toEqual([
      'tc.initial.max',
      'tc.initial.extended.max',
    ]);
    expect(timersMetBy(law, { event: 'acceptance-notified', kind: 'DENUNCIATION' })).toEqual(['tc.accept_notice.max']);
    expect(timersMetBy(law, { event: 'case-decided', kind: 'COMPLAINT' })).toHaveLength(10);
    expect(timersMetBy(law, { event: 'case-decided', kind: 'DENUNCIATION' })).toEqual(['tc.resolve.normal.max']);
  });

  it('and every clock that can start has a name in Vietnamese', () => {
    for (const { rule } of law.timers) expect(law.ruleLabel(rule)).toMatch(/^Thời (hạn|điểm|hiệu) /);
    expect(law.ruleLabel('kn.no.such.rule')).toBe('kn.no.such.rule');
  });
});
