import { toDay, type Complexity, type PetitionKind } from '@tiepdan/dated-table';
import { loadLaw } from './law';
import { timersMetBy, timersStartedBy } from './timers';

const law = loadLaw('libs/law/data');
const on = toDay('2026-11-24');
const received = (kind: PetitionKind, channel = 'POST') =>
  timersStartedBy(law, { event: 'petition-received', kind, channel, on });
const accepted = (kind: PetitionKind, complexity?: Complexity, remoteArea?: boolean) =>
  timersStartedBy(law, { event: 'case-accepted', kind, complexity, remoteArea, on });

describe('a received petition', () => {
  it('starts the clocks of its kind', () => {
    expect(received('COMPLAINT')).toEqual(['xld.process_don.max', 'kn.accept.first.max']);
    expect(received('DENUNCIATION')).toEqual(['tc.initial.max']);
    expect(received('PROPOSAL')).toEqual(['xld.process_don.max']);
    expect(received('FEEDBACK')).toEqual(['xld.process_don.max']);
  });

  it.each(['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const)(
    'owes a reply when a person brought it: %s',
    (kind) => {
      expect(received(kind, 'RECEPTION')).toEqual([...received(kind), 'tcd.reply_citizen.max']);
    },
  );

  it('starts no clock of a rule that did not hold yet', () => {
    expect(
      timersStartedBy(law, { event: 'petition-received', kind: 'COMPLAINT', channel: 'POST', on: toDay('2021-01-20') }),
    ).toEqual(['kn.accept.first.max']);
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
    expect(timersStartedBy(law, question)).toEqual([rule]);
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
    expect(timersStartedBy(law, { event, kind: 'DENUNCIATION', on: toDay('2026-08-24') })).toEqual([
      'tc.accept_notice.max',
    ]);
    expect(timersStartedBy(law, { event, kind: 'COMPLAINT', on: toDay('2026-08-24') })).toEqual([]);
  });
});

describe('a duty is fulfilled', () => {
  it('by the event the table names for the kind of petition', () => {
    expect(timersMetBy(law, { event: 'petition-classified', kind: 'COMPLAINT' })).toEqual([
      'xld.process_don.max',
      'tcd.reply_citizen.max',
    ]);
    expect(timersMetBy(law, { event: 'petition-classified', kind: 'DENUNCIATION' })).toEqual(['tcd.reply_citizen.max']);
    // Of either settlement: only the clock that was started is there to be met.
    const acceptance = ['kn.accept.first.max', 'kn.accept.second.max'];
    expect(timersMetBy(law, { event: 'case-accepted', kind: 'COMPLAINT' })).toEqual(acceptance);
    expect(timersMetBy(law, { event: 'acceptance-refused', kind: 'COMPLAINT' })).toEqual(acceptance);
    expect(timersMetBy(law, { event: 'case-accepted', kind: 'DENUNCIATION' })).toEqual(['tc.initial.max']);
    expect(timersMetBy(law, { event: 'acceptance-notified', kind: 'DENUNCIATION' })).toEqual(['tc.accept_notice.max']);
    expect(timersMetBy(law, { event: 'case-decided', kind: 'COMPLAINT' })).toHaveLength(8);
    expect(timersMetBy(law, { event: 'case-decided', kind: 'DENUNCIATION' })).toEqual(['tc.resolve.normal.max']);
  });

  it('and every clock that can start has a name in Vietnamese', () => {
    for (const { rule } of law.timers) expect(law.ruleLabel(rule)).toMatch(/^Thời hạn /);
    expect(law.ruleLabel('kn.no.such.rule')).toBe('kn.no.such.rule');
  });
});
