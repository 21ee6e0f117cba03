import { loadLaw } from '@tiepdan/law';
import { toDay } from '@tiepdan/dated-table';
import { loadWorkflows } from '@tiepdan/workflow';
import type { Case, CaseDeadline } from './case';
import {
  aClassifiedPetition,
  aReceivedPetition,
  aWithdrawnPetition,
  agencyOfExamples,
  everybodyAlone,
} from './case.examples';
import { classifyCase, type PetitionClassified } from './classify-case';
import { openCase } from './open-cases';
import { isMeant, terminateCase } from './terminate-case';

const law = loadLaw('libs/law/data');
const now = () => new Date('2026-08-27T03:00:00Z');
const keeping = { law, workflow: loadWorkflows('libs/law/data'), now, standing: everybodyAlone };
const handlingDirections = [
  'ACCEPT', 'GUIDE', 'TRANSFER', 'RETURN', 'FILE', 'URGE', 'REFUSE', 'SPLIT', 'INVESTIGATE',
] as const; // prettier-ignore
const id = '0190a000-0000-7000-a000-000000000001';

const opened = (data: Parameters<typeof aReceivedPetition>[2] = {}) =>
  openCase(keeping, aReceivedPetition(1, agencyOfExamples, data), {
    id,
    number: 'BTCD-KN-2026-000001',
    openedAt: now(),
  });
const classified = (
  { opened: found, deadlines }: { opened: Case; deadlines: readonly CaseDeadline[] },
  data: Partial<PetitionClassified['data']>,
) => classifyCase(keeping, aClassifiedPetition(1, agencyOfExamples, data), found, deadlines);
const statuses = (deadlines: readonly CaseDeadline[]) =>
  Object.fromEntries(deadlines.map(({ rule, status }) => [rule, status]));

describe('a classified petition', () => {
  it.each([
    ['ACCEPT', 'PROPOSED_ACCEPT', 'PROPOSED'],
    ['GUIDE', 'GUIDED', 'GUIDED'],
    ['TRANSFER', 'TRANSFERRED', 'TRANSFERRED'],
    ['RETURN', 'RETURNED', 'RETURNED'],
    ['FILE', 'FILED', 'FILED'],
    ['URGE', 'URGED', 'TRANSFERRED'],
    ['REFUSE', 'NOT_ACCEPTED', 'REFUSED'],
    ['SPLIT', 'SPLIT', 'GUIDED'],
    ['INVESTIGATE', 'SENT_TO_INVESTIGATION', 'TRANSFERRED'],
  ] as const)('in direction %s puts its case into state %s', (direction, state, stage) => {
    const { changed, event } = classified(opened(), { direction });
    expect(changed).toMatchObject({ state, stage, version: 2 });
    expect(changed.closedAt === null).toBe(direction === 'ACCEPT');
    expect(changed.nextDueOn).toBe(direction === 'ACCEPT' ? '2026-09-07' : null);
    expect(event).toMatchObject({ type: 'CaseClassified', aggregateVersion: 2, data: { direction, state } });
  });

  it.each(['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const)(
    'of the kind %s can go in every direction that intake knows',
    (kind) => {
      for (const direction of handlingDirections) {
        const { changed } = classified(opened({ kind }), { kind, direction });
        expect([direction, changed.state === 'RECEIVED']).toEqual([direction, false]);
      }
    },
  );

  it('meets the duty to handle it, or misses it when it was done too late', () => {
    const inTime = classified(opened(), { classifiedOn: '2026-09-03' });
    expect(statuses(inTime.deadlines)).toEqual({ 'xld.process_don.max': 'MET', 'tcd.reply_citizen.max': 'MET' });
    const late = classified(opened(), { classifiedOn: '2026-09-04' });
    expect(statuses(late.deadlines)).toEqual({ 'xld.process_don.max': 'MISSED', 'tcd.reply_citizen.max': 'MET' });
  });

  it('has the clocks of its right kind, from the day it came, when its kind was corrected', () => {
    const { changed, deadlines } = classified(opened(), { kind: 'DENUNCIATION' });
    expect(changed.kind).toBe('DENUNCIATION');
    expect(statuses(deadlines)).toEqual({
      'xld.process_don.max': 'CANCELLED',
      'kn.accept.first.max': 'CANCELLED',
      'tcd.reply_citizen.max': 'MET',
      'tc.initial.max': 'RUNNING',
    });
    expect(deadlines.find(({ rule }) => rule === 'tc.initial.max')).toMatchObject({
      startedOn: '2026-08-24',
      dueOn: changed.nextDueOn,
    });
  });

  it('that is a proposal or feedback still owes its answer when it is proposed for study, and no more once it is dealt with', () => {
    for (const kind of ['PROPOSAL', 'FEEDBACK'] as const) {
      const proposed = classified(opened({ kind, channel: 'POST' }), { kind });
      expect(statuses(proposed.deadlines)).toEqual({ 'xld.process_don.max': 'MET' });
      expect(proposed.changed).toMatchObject({ state: 'PROPOSED_ACCEPT', nextDueOn: '2026-09-10' });
      const guided = classified(opened({ kind }), { kind, direction: 'GUIDE' });
      expect(statuses(guided.deadlines)).toEqual({ 'xld.process_don.max': 'MET', 'tcd.reply_citizen.max': 'MET' });
    }
  });

  it('that is a denunciation is checked first, and one outside competence has left in time or too late, counted from receipt', () => {
    const kind = 'DENUNCIATION';
    expect(classified(opened({ kind }), { kind }).changed).toMatchObject({ state: 'CHECKING', closedAt: null });
    const transferred = (classifiedOn: string) =>
      classified(opened({ kind }), { kind, direction: 'TRANSFER', classifiedOn }).deadlines.find(
        ({ rule }) => rule === 'tc.transfer.max',
      );
    expect(transferred('2026-08-28')).toMatchObject({ startedOn: '2026-08-24', dueOn: '2026-09-03', status: 'MET' });
    expect(transferred('2026-09-04')).toMatchObject({ startedOn: '2026-08-24', status: 'MISSED' });
  });

  it('that is a denunciation refused stays open until that is made known, on the same day', () => {
    const kind = 'DENUNCIATION';
    const { changed, deadlines } = classified(opened({ kind }), { kind, direction: 'REFUSE' });
    expect(changed).toMatchObject({ state: 'REFUSAL_DECIDED', closedAt: null, nextDueOn: '2026-08-26' });
    expect(statuses(deadlines)).toMatchObject({ 'tc.initial.max': 'MET', 'tc.nonaccept_notice': 'RUNNING' });
  });

  it('closes its own case when it repeats another one', () => {
    const { changed, event } = classified(opened(), { direction: 'FILE', duplicateOfId: id });
    expect(changed).toMatchObject({ state: 'JOINED', stage: 'CLOSED', closedAt: now(), nextDueOn: null });
    expect(event).toMatchObject({ type: 'CaseClosed', data: { state: 'JOINED', closedOn: '2026-08-26' } });
  });

  it('is refused, so that it is kept aside, when it has no case or the case went on', () => {
    expect(() => classifyCase(keeping, aClassifiedPetition(1, agencyOfExamples), undefined, [])).toThrow(
      'CASE_UNKNOWN',
    );
    const { changed } = classified(opened(), {});
    expect(() => classified({ opened: changed, deadlines: [] }, {})).toThrow('CASE_NOT_AT_THIS_STEP');
  });
});

describe('a petition taken back', () => {
  it('does not count when there are signs that the petitioner was forced', () => {
    expect(isMeant(aWithdrawnPetition(1, agencyOfExamples))).toBe(true);
    expect(isMeant(aWithdrawnPetition(1, agencyOfExamples, { coerced: true }))).toBe(false);
  });

  it('ends its case and every clock that still runs', () => {
    const { opened: found, deadlines } = opened();
    const { changed, deadlines: ended, event } = terminateCase(keeping, found, deadlines, toDay('2026-08-27'));
    expect(changed).toMatchObject({
      state: 'WITHDRAWN',
      stage: 'TERMINATED',
      closedAt: now(),
      nextDueOn: null,
      version: 2,
    });
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect(ended).toHaveLength(deadlines.length);
    expect(event).toMatchObject({ type: 'CaseClosed', data: { state: 'WITHDRAWN', closedOn: '2026-08-27' } });
  });

  it('of whatever kind is withdrawn: to terminate settlement is a decision of its own', () => {
    for (const kind of ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const) {
      const { opened: found, deadlines } = opened({ kind });
      const { changed } = terminateCase(keeping, found, deadlines, toDay('2026-08-27'));
      expect(changed).toMatchObject({ state: 'WITHDRAWN', stage: 'TERMINATED', closedAt: now() });
    }
  });
});
