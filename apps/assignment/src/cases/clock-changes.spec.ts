import { computeDeadline } from '@tiepdan/deadline';
import { loadLaw } from '@tiepdan/law';
import { toDay, type Complexity } from '@tiepdan/dated-table';
import { calendarOf } from '@tiepdan/working-calendar';
import { loadWorkflows } from '@tiepdan/workflow';
import { recomputeCase } from '../calendar/recompute-deadlines';
import { acceptCase } from './accept-case';
import type { Case, CaseDeadline } from './case';
import { aClassifiedPetition, aReceivedPetition, agencyOfExamples, accessFor, everybodyAlone } from './case.examples';
import type { CaseStep, Taking } from './case-step';
import { classifyCase } from './classify-case';
import { clocksOfRules, replaced } from '../clocks/clocks';
import { confirmSending } from './confirm-sending';
import { extendCase } from './extend-case';
import { openCase } from './open-cases';
import { resumeCase } from './resume-case';
import { suspendCase } from './suspend-case';
import { checkAction } from './take-action';
import { terminateCase } from './terminate-case';

const tables = { law: loadLaw('libs/law/data'), workflow: loadWorkflows('libs/law/data') };
const { law } = tables;
const number = { id: '0190a000-0000-7000-a000-000000000001', number: 'V-1', openedAt: new Date(0) };
const principal = { id: 'head', agencyId: agencyOfExamples, roles: ['head', 'resolver'] };
const access = accessFor(principal);
const COMPLAINT = 'kn.resolve.first.normal.max';
const DENUNCIATION = 'tc.resolve.normal.max';
const SENDING = 'kn.suspend.send.max';

/** A case with its clocks, to which one step after the other happens. */
class Told {
  constructor(
    readonly found: Case,
    readonly deadlines: readonly CaseDeadline[],
    readonly last?: CaseStep,
    readonly today = '2026-12-31',
    readonly byLaw = law,
  ) {}
  on = (today: string) => new Told(this.found, this.deadlines, this.last, today, this.byLaw);
  under = (byLaw: typeof law) => new Told(this.found, this.deadlines, this.last, this.today, byLaw);
  take(command: string, issuedOn: string, decide: (taking: Taking) => CaseStep): Told {
    const situation = { found: this.found, deadlines: this.deadlines, principal, access, today: toDay(this.today) };
    const step = checkAction({ ...tables, law: this.byLaw }, command, situation, toDay(issuedOn));
    const taken = decide({ ...situation, law: this.byLaw, step });
    return new Told(taken.changed, replaced(this.deadlines, taken.deadlines), taken, this.today, this.byLaw);
  }
  accept = (issuedOn: string, complexity?: Complexity) =>
    this.take('acceptCase', issuedOn, (taking) => acceptCase(taking, { document: { issuedOn }, complexity }));
  suspend = (issuedOn: string, ground = 'AWAITING_OTHER_BODY') =>
    this.take('suspendCase', issuedOn, (taking) => suspendCase(taking, { document: { issuedOn }, ground }));
  resume = (issuedOn: string) =>
    this.take('resumeCase', issuedOn, (taking) => resumeCase(taking, { document: { issuedOn } }));
  extend = (issuedOn: string) =>
    this.take('extendCase', issuedOn, (taking) => extendCase(taking, { document: { issuedOn } }));
  confirm = (issuedOn: string) =>
    this.take('confirmSending', issuedOn, (taking) => confirmSending(taking, { document: { issuedOn } }));
  clock = (rule: string) => this.deadlines.findLast((deadline) => deadline.rule === rule)!;
}

function proposed(data: Parameters<typeof aReceivedPetition>[2] = {}): Told {
  const petition = aReceivedPetition(1, agencyOfExamples, { receivedOn: '2026-07-06', channel: 'POST', ...data });
  const { opened, deadlines } = openCase({ ...tables, standing: everybodyAlone }, petition, number);
  const classifiedOn = opened.receivedOn;
  const classified = aClassifiedPetition(1, agencyOfExamples, { kind: opened.kind, classifiedOn });
  const { changed, ...settled } = classifyCase(
    { ...tables, standing: everybodyAlone, now: () => new Date(0) },
    classified,
    opened,
    deadlines,
  );
  return new Told(changed, replaced(deadlines, settled.deadlines));
}
const accepted = () => proposed().accept('2026-07-10');
const denounced = (complexity?: Complexity) =>
  proposed({ kind: 'DENUNCIATION', receivedOn: '2026-07-27' }).accept('2026-07-31', complexity).on('2026-08-03');

describe('a suspended case', () => {
  it('stands still: its clock of settlement is due on no day, while the decision has to be sent', () => {
    const { found, clock, last } = accepted().suspend('2026-08-10');
    expect(found).toMatchObject({
      state: 'SUSPENDED',
      previousState: 'ACCEPTED',
      suspendedOn: '2026-08-10',
      version: 4,
    });
    expect(clock(COMPLAINT)).toMatchObject({
      status: 'PAUSED',
      dueOn: '2026-08-10',
      inputs: { pauses: [{ from: '2026-08-10', to: null, ground: 'SUSPENSION' }] },
    });
    expect(clock(SENDING)).toMatchObject({ status: 'RUNNING', startedOn: '2026-08-10', dueOn: '2026-08-13' });
    expect(found.nextDueOn).toBe('2026-08-13');
    expect(last?.event).toMatchObject({
      type: 'CaseSuspended',
      aggregateVersion: 4,
      data: { suspendedOn: '2026-08-10', ground: 'AWAITING_OTHER_BODY', state: 'SUSPENDED', documentNumber: null },
    });
  });

  it('goes on where it stood, due on the day that the law computes with that pause (C2)', () => {
    const { found, clock } = accepted().suspend('2026-08-10').confirm('2026-08-11').resume('2026-08-17');
    const pauses = [{ from: toDay('2026-08-10'), to: toDay('2026-08-17') }];
    const { dueOn } = computeDeadline({ law, ruleKey: COMPLAINT, startedOn: toDay('2026-07-10'), pauses });
    expect(dueOn).toBe('2026-08-17');
    expect(clock(COMPLAINT)).toMatchObject({ status: 'RUNNING', dueOn });
    expect(clock('kn.resume.send.max')).toMatchObject({ startedOn: '2026-08-17', dueOn: '2026-08-20' });
    expect(found).toMatchObject({ state: 'ACCEPTED', previousState: null, suspendedOn: null, nextDueOn: dueOn });
  });

  it('may be suspended again; both times do not count', () => {
    const twice = accepted().suspend('2026-07-20').resume('2026-07-27').suspend('2026-07-29').resume('2026-08-05');
    expect(twice.clock(COMPLAINT)).toMatchObject({ dueOn: '2026-08-24', inputs: { pauses: [{}, {}] } });
  });

  it('stays late where it was late before: a pause after the end does nothing', () => {
    const late = accepted().suspend('2026-08-11');
    expect(late.clock(COMPLAINT)).toMatchObject({ status: 'RUNNING', dueOn: '2026-08-10', inputs: {} });
    expect(late.found.nextDueOn).toBe('2026-08-10');
    expect(late.resume('2026-08-20').clock(COMPLAINT)).toEqual(late.clock(COMPLAINT));
  });

  /** The law with one day off more, by a calendar of number 7. */
  const lawWithDayOff = (day: string) => {
    const [someHoliday] = law.calendar.days.values();
    const dayOff = { ...someHoliday!, day: toDay(day), works: false };
    const days = new Map([...law.calendar.days, [toDay(day), dayOff]]);
    return { ...law, calendar: calendarOf(law.calendar.years, days, { sequence: 7 }) };
  };

  it('is computed by the calendar as it is when it goes on', () => {
    const suspended = accepted().suspend('2026-07-20');
    const newer = lawWithDayOff('2026-08-18');
    const recomputed = recomputeCase(newer, suspended.found, suspended.deadlines);
    expect(recomputed.deadlines.find(({ rule }) => rule === COMPLAINT)).toMatchObject({ status: 'PAUSED' });
    expect(suspended.resume('2026-07-29').clock(COMPLAINT).dueOn).toBe('2026-08-18');
    expect(suspended.under(newer).resume('2026-07-29').clock(COMPLAINT)).toMatchObject({
      dueOn: '2026-08-19',
      calendarSequence: 7,
    });
  });

  it('is late or not by the calendar as it is, also where the clock was not computed by it yet', () => {
    const newer = lawWithDayOff('2026-08-10');
    expect(accepted().under(newer).suspend('2026-08-11').clock(COMPLAINT).status).toBe('PAUSED');
    expect(accepted().under(newer).suspend('2026-08-12').clock(COMPLAINT).status).toBe('RUNNING');
  });

  it('cancels its clocks when it ends meanwhile', () => {
    const { found, deadlines } = accepted().suspend('2026-08-07');
    const ended = terminateCase(
      { ...tables, standing: everybodyAlone, now: () => new Date(0) },
      found,
      deadlines,
      toDay('2026-08-12'),
    );
    expect(ended.changed).toMatchObject({
      state: 'WITHDRAWN',
      stage: 'TERMINATED',
      previousState: null,
      suspendedOn: null,
      nextDueOn: null,
    });
    expect(ended.deadlines.map(({ rule, status }) => [rule, status])).toContainEqual([COMPLAINT, 'CANCELLED']);
  });

  it('is not suspended, nor continued, against the order of things or on no ground', () => {
    expect(() => accepted().suspend('2026-07-09')).toThrow('DOCUMENT_BEFORE_ACCEPTANCE');
    expect(() => accepted().suspend('2026-07-05')).toThrow('DOCUMENT_BEFORE_RECEIPT');
    expect(() => accepted().on('2026-08-03').suspend('2026-08-04')).toThrow('DOCUMENT_IN_FUTURE');
    expect(() => accepted().suspend('2026-08-03', 'AWAITING_ASSESSMENT')).toThrow('SUSPENSION_GROUND_UNKNOWN');
    expect(() => accepted().suspend('2026-08-03').resume('2026-08-02')).toThrow('DOCUMENT_BEFORE_SUSPENSION');
    expect(() => accepted().suspend('2026-08-03').resume('2026-08-06').suspend('2026-08-05')).toThrow(
      'DOCUMENT_BEFORE_CONTINUATION',
    );
    expect(() => accepted().suspend('2026-08-03').suspend('2026-08-04')).toThrow('ACTION_NOT_ALLOWED');
    expect(() => accepted().resume('2026-08-04')).toThrow('ACTION_NOT_ALLOWED');
  });

  it('is not known to the law of complaints before 1 July 2026', () => {
    const early = proposed({ receivedOn: '2026-06-10' }).accept('2026-06-15');
    expect(() => early.suspend('2026-06-30')).toThrow('ACTION_UNKNOWN');
    expect(early.suspend('2026-07-01').clock(COMPLAINT).status).toBe('PAUSED');
  });

  it('is known to that of denunciations, with grounds of its own', () => {
    const suspended = denounced().suspend('2026-08-03', 'AWAITING_ASSESSMENT');
    expect(suspended.clock(DENUNCIATION).status).toBe('PAUSED');
    expect(suspended.clock('tc.suspend_terminate.send.max')).toMatchObject({ status: 'RUNNING', dueOn: '2026-08-10' });
    expect(() => denounced().suspend('2026-08-03', 'AWAITING_OTHER_BODY')).toThrow('SUSPENSION_GROUND_UNKNOWN');
  });
});

describe('the notice of acceptance', () => {
  it('of a denunciation is confirmed like a decision that was sent', () => {
    const notice = (told: Told) => told.clock('tc.accept_notice.max');
    expect(notice(denounced())).toMatchObject({ status: 'RUNNING', startedOn: '2026-07-31', dueOn: '2026-08-07' });
    expect(notice(denounced().confirm('2026-08-03'))).toMatchObject({ status: 'MET', metOn: '2026-08-03' });
  });
});

describe('a clock named by its rule', () => {
  const started = (rule: string, on: string) => clocksOfRules(law, number.id, [rule], toDay(on));

  it('starts where the rule is in force that day and has a date', () => {
    expect(started(SENDING, '2026-07-01')).toMatchObject([{ dueOn: '2026-07-06', status: 'RUNNING', inputs: {} }]);
    expect(started(SENDING, '2026-06-30')).toEqual([]);
    expect(started('tc.resolve.complex.extensions.max', '2026-07-01')).toEqual([]);
  });

  it('does not start where the rule counts back from an event', () => {
    expect(() => started('kn.dialogue_notice.min_before', '2026-07-01')).toThrow('counts back from its event');
  });
});

describe('the sending of a decision', () => {
  it('is confirmed in time or too late', () => {
    const suspended = accepted().suspend('2026-08-03');
    expect(suspended.confirm('2026-08-06').clock(SENDING)).toMatchObject({ status: 'MET', metOn: '2026-08-06' });
    expect(suspended.confirm('2026-08-07').clock(SENDING)).toMatchObject({ status: 'MISSED', metOn: '2026-08-07' });
  });

  it('is that of the latest decision before; the earlier one can be confirmed after it', () => {
    const both = accepted().suspend('2026-08-03').resume('2026-08-06').confirm('2026-08-07');
    expect(both.clock('kn.resume.send.max').status).toBe('MET');
    expect(both.clock(SENDING).status).toBe('RUNNING');
    expect(both.confirm('2026-08-05').clock(SENDING)).toMatchObject({ status: 'MET', metOn: '2026-08-05' });
  });

  it('changes nothing else of the case', () => {
    const { found, last } = accepted().suspend('2026-08-03').confirm('2026-08-04');
    expect(found).toMatchObject({ state: 'SUSPENDED', previousState: 'ACCEPTED', nextDueOn: null });
    expect(last?.event).toMatchObject({
      type: 'CaseSendingConfirmed',
      data: { sentOn: '2026-08-04', deadlines: [{ rule: SENDING, status: 'MET' }] },
    });
  });

  it('cannot be confirmed before the decision, nor when none waits', () => {
    expect(() => accepted().suspend('2026-08-03').confirm('2026-08-02')).toThrow('DOCUMENT_BEFORE_DECISION');
    expect(() => accepted().confirm('2026-08-03')).toThrow('NOTHING_TO_CONFIRM');
    expect(() => accepted().suspend('2026-08-03').confirm('2026-08-04').confirm('2026-08-04')).toThrow(
      'NOTHING_TO_CONFIRM',
    );
  });
});

describe('an extended denunciation', () => {
  it('is due 60 days from acceptance instead of 30 when it is complex, and no further (C3)', () => {
    expect(denounced('COMPLEX').clock(DENUNCIATION).dueOn).toBe('2026-09-03');
    const once = denounced('COMPLEX').extend('2026-08-03');
    expect(once.clock(DENUNCIATION)).toMatchObject({
      status: 'RUNNING',
      dueOn: '2026-09-29',
      inputs: { extensions: 1, complexity: 'COMPLEX' },
    });
    expect(once.confirm('2026-08-03').found.nextDueOn).toBe('2026-09-29');
    expect(once.last?.event).toMatchObject({ type: 'CaseExtended', data: { extensions: 1, state: 'ACCEPTED' } });
    expect(() => once.extend('2026-08-03')).toThrow('CONDITION_NOT_MET');
  });

  it('may be extended twice when it is especially complex, never when it is normal', () => {
    const twice = denounced('ESPECIALLY_COMPLEX').extend('2026-08-03').extend('2026-08-03');
    expect(twice.clock(DENUNCIATION)).toMatchObject({ dueOn: '2026-10-29', inputs: { extensions: 2 } });
    expect(() => twice.extend('2026-08-03')).toThrow('CONDITION_NOT_MET');
    expect(() => denounced('NORMAL').extend('2026-08-03')).toThrow('CONDITION_NOT_MET');
  });

  it('keeps its extension through a suspension, and the other way round', () => {
    const one = denounced('COMPLEX').on('2026-08-31').suspend('2026-08-10', 'AWAITING_ASSESSMENT');
    const other = one.resume('2026-08-17').extend('2026-08-20').clock(DENUNCIATION);
    expect(other).toMatchObject({ dueOn: '2026-10-06', inputs: { extensions: 1, pauses: [{}] } });
  });

  it('is not extended once its time is over, nor before it was accepted, nor a complaint at all', () => {
    expect(denounced('COMPLEX').on('2026-09-03').extend('2026-08-31').clock(DENUNCIATION).dueOn).toBe('2026-09-29');
    expect(() => denounced('COMPLEX').on('2026-09-04').extend('2026-08-31')).toThrow('EXTENSION_AFTER_EXPIRY');
    expect(() => denounced('COMPLEX').extend('2026-07-30')).toThrow('DOCUMENT_BEFORE_ACCEPTANCE');
    expect(() => accepted().extend('2026-07-20')).toThrow('ACTION_UNKNOWN');
  });
});
