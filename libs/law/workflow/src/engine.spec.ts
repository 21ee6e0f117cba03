import fc from 'fast-check';
import { toDay, type PetitionKind } from '@tiepdan/dated-table';
import { allowedActions, follow, machineFor, step, type Actor } from './engine';
import { type Facts, guardExamples, guards, type GuardName } from '@tiepdan/workflow-guards';
import { loadWorkflows } from './load-workflows';
import { stateOf } from './machine';

const workflows = loadWorkflows('libs/law/data');
const machine = (code: string) => workflows.machines.get(code)!;
const before = toDay('2026-06-30');
const since = toDay('2026-07-01');
const everybody: Actor = { roles: [...workflows.actors.keys()], concerned: true };

const take = (code: string, state: string | null, action: string, facts: Partial<Facts> = {}, actor = everybody) =>
  step(workflows, machine(code), state, action, { on: since, ...facts }, actor);
const stateAfter = (...asked: Parameters<typeof take>): string => {
  const answer = take(...asked);
  return answer.possible ? answer.to.code : answer.refusal.code;
};

describe('a step', () => {
  it('leads to the next state and names document, clocks and who is told', () => {
    const answer = take('complaint-first', 'PROPOSED_ACCEPT', 'acceptCase', { barToAcceptance: false, group: false });
    expect(answer).toMatchObject({
      possible: true,
      to: { code: 'ACCEPTED', stage: 'ACCEPTED', outcome: 'ACCEPTED', over: false },
      transition: {
        documents: ['ND124/03'],
        starts: { events: ['case-accepted'] },
        meets: { events: ['case-accepted'] },
        told: ['complainant', 'transferring-body', 'inspectorate'],
        legalBasis: 'Luật KN Đ.27',
      },
    });
  });

  it('is refused with a sentence in both languages and the basis of what is in the way', () => {
    const answer = take('complaint-first', 'ACCEPTED', 'suspend');
    expect(answer).toEqual({
      possible: false,
      refusal: {
        code: 'CONDITION_NOT_MET',
        message: 'Chưa đáp ứng điều kiện: có căn cứ tạm đình chỉ giải quyết.',
        messageEn: 'A condition is not met: there is a ground for suspension.',
        legalBasis: 'Luật KN Đ.11a k.1; Luật TC Đ.34',
      },
    });
  });

  it('is refused by the duty of the person first, then by the state, then by the conditions', () => {
    const facts = { suspensionGround: true };
    const refused = (state: string, given: Partial<Facts>, actor = everybody) =>
      stateAfter('complaint-first', state, 'suspend', given, actor);
    expect(refused('DECIDED', {}, { roles: ['processor'], concerned: true })).toBe('NOT_YOUR_CASE');
    expect(refused('DECIDED', {}, { roles: ['resolver'], concerned: false })).toBe('NOT_YOUR_CASE');
    expect(refused('DECIDED', {})).toBe('ACTION_NOT_ALLOWED');
    expect(refused('ACCEPTED', {})).toBe('CONDITION_NOT_MET');
    expect(refused('ACCEPTED', facts)).toBe('SUSPENDED');
  });

  it('that no table has on that day is refused as unknown', () => {
    expect(stateAfter('complaint-first', 'ACCEPTED', 'celebrate')).toBe('ACTION_UNKNOWN');
  });

  it('opens a matter in the first state of its procedure, and nothing else does', () => {
    expect(stateAfter('processing', null, 'receive')).toBe('RECEIVED');
    expect(stateAfter('processing', null, 'join', { duplicate: true })).toBe('ACTION_NOT_ALLOWED');
    expect(stateAfter('processing', 'RECEIVED', 'receive')).toBe('ACTION_NOT_ALLOWED');
  });

  it('that differs by kind is possible only once the kind is known', () => {
    const guided = (kind?: PetitionKind) => stateAfter('reception', 'RECORDED', 'guide', { competent: false, kind });
    expect([guided(), guided('COMPLAINT'), guided('PROPOSAL')]).toEqual(['ACTION_UNKNOWN', 'GUIDED', 'ACTION_UNKNOWN']);
    expect(stateAfter('reception', 'CHECKED_IN', 'takeLetter', { letter: true, group: false })).toBe('RECORDED');
  });

  it('back to where a case stood goes only where it can have come from', () => {
    const resume = (previousState?: string) =>
      stateAfter('complaint-first', 'SUSPENDED', 'resume', { suspensionGround: false, previousState });
    expect(resume('VERIFYING')).toBe('VERIFYING');
    expect(resume()).toBe('PREVIOUS_STATE_UNKNOWN');
    expect(resume('DECIDED')).toBe('PREVIOUS_STATE_UNKNOWN');
    expect(resume('SUSPENDED')).toBe('PREVIOUS_STATE_UNKNOWN');
  });
});

describe('the changes of 1 July 2026', () => {
  it('let a complaint be suspended and terminated on the new grounds, not before', () => {
    const facts = { suspensionGround: true, terminationGround: true };
    for (const [action, state] of [
      ['suspend', 'SUSPENDED'],
      ['terminate', 'TERMINATED'],
    ] as const) {
      expect(stateAfter('complaint-first', 'VERIFYING', action, { ...facts, on: before })).toBe('ACTION_UNKNOWN');
      expect(stateAfter('complaint-first', 'VERIFYING', action, facts)).toBe(state);
    }
    expect(stateAfter('denunciation', 'VERIFYING', 'suspend', { ...facts, on: before })).toBe('SUSPENDED');
  });

  it('let a complaint outside competence be transferred or guided, before that guided only', () => {
    const outside = { kind: 'COMPLAINT', competent: false } as const;
    const reached = (code: string, state: string, action: string, on: Facts['on']) =>
      stateAfter(code, state, action, { ...outside, on });
    expect(reached('reception', 'RECORDED', 'guide', before)).toBe('GUIDED');
    expect(reached('reception', 'RECORDED', 'transfer', before)).toBe('ACTION_UNKNOWN');
    expect(reached('reception', 'RECORDED', 'guide', since)).toBe('GUIDED');
    expect(reached('reception', 'RECORDED', 'transfer', since)).toBe('TRANSFERRED');
    expect(reached('processing', 'RECEIVED', 'classify.TRANSFER', before)).toBe('ACTION_UNKNOWN');
    expect(reached('processing', 'RECEIVED', 'classify.TRANSFER', since)).toBe('TRANSFERRED');
  });

  it('let settlement go on without a complainant who stays away from the dialogue', () => {
    const away = (on: Facts['on']) =>
      stateAfter('complaint-first', 'DIALOGUE_CALLED', 'noteAbsence', { attendance: 'ABSENT_WITHOUT_REASON', on });
    expect([away(before), away(since)]).toEqual(['ACTION_UNKNOWN', 'DIALOGUE_DONE']);
  });
});

describe('a procedure', () => {
  it('decides a second and a disciplinary complaint only after a dialogue, a first one also where nothing is disputed', () => {
    const facts = { findingsAgree: true, councilConsulted: true, instance: 3 };
    const decided = (code: string, state: string) => stateAfter(code, state, 'decideCase', facts);
    expect(decided('complaint-first', 'VERIFIED')).toBe('DECIDED');
    for (const code of ['complaint-second', 'complaint-disciplinary'])
      expect([decided(code, 'VERIFIED'), decided(code, 'DIALOGUE_DONE')]).toEqual(['ACTION_NOT_ALLOWED', 'DECIDED']);
  });

  it('starts the clock that fits where several rows differ by their guards', () => {
    const started = (instance: number, dismissal: boolean) => {
      const answer = take('complaint-disciplinary', 'DECIDED', 'sendDecision', { instance, dismissal });
      return answer.possible && answer.transition.starts.rules;
    };
    expect(started(3, false)).toEqual(['kn.discipline.statute.second.max']);
    expect(started(3, true)).toEqual(['kn.discipline.statute.second_dismissal.max', 'kn.court.statute']);
    expect([started(4, false), started(4, true)]).toEqual([[], ['kn.court.statute']]);
  });

  it('counts legal effect from the issue of a decision and the time to go on from its sending (C14)', () => {
    const startedBy = (state: string, action: string) => {
      const answer = take('complaint-first', state, action);
      return answer.possible && answer.transition.starts.events;
    };
    expect(startedBy('DIALOGUE_DONE', 'decideCase')).toEqual(['decision-issued']);
    expect(startedBy('DECIDED', 'sendDecision')).toEqual(['decision-sent']);
  });

  it('checks a denunciation before anybody can accept it, and refuses it before that is made known', () => {
    const conditions = { identified: true, conditionsFail: false };
    expect(stateAfter('denunciation', 'RECEIVED', 'classify.ACCEPT', { eligible: true, competent: true })).toBe(
      'CHECKING',
    );
    expect(stateAfter('denunciation', 'PROPOSED_ACCEPT', 'acceptCase', conditions)).toBe('ACTION_NOT_ALLOWED');
    expect(stateAfter('denunciation', 'CHECKING', 'acceptCase', conditions)).toBe('ACCEPTED');
    expect(stateAfter('denunciation', 'CHECKING', 'acceptCase', {})).toBe('CONDITION_NOT_MET');
    expect(stateAfter('denunciation', 'CHECKING', 'refuseCase', { conditionsFail: true })).toBe('REFUSAL_DECIDED');
    expect(stateAfter('denunciation', 'REFUSAL_DECIDED', 'confirmSending')).toBe('NOT_ACCEPTED');
  });

  it('is withdrawn by the citizen and terminated by the resolver; either decision is sent, and then all is over', () => {
    const facts = { withdrawal: 'FULL', coerced: false, signsOfBreach: false, terminationGround: true } as const;
    for (const code of ['complaint-first', 'complaint-second', 'complaint-disciplinary', 'denunciation']) {
      const course = (...actions: string[]) =>
        actions.reduce((state, action) => stateAfter(code, state, action, facts), 'VERIFYING');
      expect(course('withdraw')).toBe('WITHDRAWN');
      expect(course('withdraw', 'concludeWithdrawal', 'confirmSending')).toBe('WITHDRAWAL_SENT');
      expect(course('terminate')).toBe('TERMINATED');
      expect(course('terminate', 'confirmSending')).toBe('TERMINATION_SENT');
      const outcome = (state: string) => stateOf(machine(code), state).outcome;
      expect(['WITHDRAWN', 'WITHDRAWAL_SENT'].map(outcome)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
      expect(['TERMINATED', 'TERMINATION_SENT'].map(outcome)).toEqual(['TERMINATED', 'TERMINATED']);
    }
  });

  it('lets an overdue denunciation still be suspended, extended, terminated and withdrawn', () => {
    const facts = { suspensionGround: true, terminationGround: true, extensionsLeft: 1, withdrawal: 'FULL' } as const;
    const reached = (action: string) =>
      stateAfter('denunciation', 'OVERDUE_REVIEW', action, { ...facts, coerced: false, signsOfBreach: false });
    expect(['suspend', 'extend', 'terminate', 'withdraw'].map(reached)).toEqual([
      'SUSPENDED',
      'OVERDUE_REVIEW',
      'TERMINATED',
      'WITHDRAWN',
    ]);
  });

  it('lets a denunciation be continued until its follow-up closes, and the superior settle it for want of competence', () => {
    for (const state of ['CONCLUDED', 'HANDLING', 'HANDLED', 'FOLLOW_UP'])
      expect(stateAfter('denunciation', state, 'continueDenunciation')).toBe('REVIEW');
    const without = { earlierSettlement: 'WITHOUT_COMPETENCE' } as const;
    expect(stateAfter('denunciation', 'REVIEW', 'settleInstead', { ...without, competent: true })).toBe('ACCEPTED');
    expect(stateAfter('denunciation', 'REVIEW', 'transferCase', { ...without, competent: false })).toBe('TRANSFERRED');
  });

  it('sends any petition with signs of a crime to investigators, and urges a body that is late', () => {
    const facts = { signsOfCrime: true, overdue: true };
    expect(stateAfter('complaint-first', 'VERIFYING', 'sendToInvestigation', facts)).toBe('SENT_TO_INVESTIGATION');
    const proposal = { ...facts, kind: 'PROPOSAL' } as const;
    expect(stateAfter('proposal-feedback', 'IN_STUDY', 'sendToInvestigation', proposal)).toBe('SENT_TO_INVESTIGATION');
    expect(stateAfter('proposal-feedback', 'TRANSFERRED', 'urge', proposal)).toBe('URGED');
  });

  it('goes on with a denunciation that was withdrawn under threat or despite signs of a breach', () => {
    const withdrawn = (facts: Partial<Facts>) =>
      stateAfter('denunciation', 'VERIFYING', 'withdraw', { withdrawal: 'FULL', ...facts });
    const free = { coerced: false, signsOfBreach: false };
    expect(withdrawn(free)).toBe('WITHDRAWN');
    expect([withdrawn({ ...free, coerced: true }), withdrawn({ ...free, signsOfBreach: true })]).toEqual([
      'CONDITION_NOT_MET',
      'CONDITION_NOT_MET',
    ]);
  });

  it.each<[PetitionKind, number, string]>([
    ['COMPLAINT', 1, 'complaint-first'],
    ['COMPLAINT', 2, 'complaint-second'],
    ['COMPLAINT', 3, 'complaint-disciplinary'],
    ['COMPLAINT', 4, 'complaint-disciplinary'],
    ['DENUNCIATION', 1, 'denunciation'],
    ['DENUNCIATION', 2, 'denunciation'],
    ['PROPOSAL', 1, 'proposal-feedback'],
    ['FEEDBACK', 1, 'proposal-feedback'],
  ])('of a %s, settlement %i, is %s', (kind, instance, code) => {
    expect(machineFor(workflows, kind, instance).code).toBe(code);
  });

  it('for a third complaint there is none', () => {
    expect(() => machineFor(workflows, 'COMPLAINT', 5)).toThrow('no machine is for COMPLAINT, settlement 5');
  });
});

describe('whatever is known, whoever asks, wherever a matter stands', () => {
  const anyFacts = fc
    .array(fc.constantFrom(...(Object.keys(guards) as GuardName[])), { maxLength: 12 })
    .map((names): Partial<Facts> => Object.assign({}, ...names.map((name) => guardExamples[name]!.holds)));
  const anySituation = fc.constantFrom(...workflows.machines.values()).chain((of) =>
    fc.record({
      of: fc.constant(of),
      state: fc.option(fc.constantFrom(...of.states.map(({ code }) => code))),
      facts: fc
        .record({
          on: fc.constantFrom(before, since),
          kind: fc.constantFrom(...of.kinds),
          previousState: fc.constantFrom(...of.states.map(({ code }) => code)),
        })
        .chain((fixed) => anyFacts.map((found): Facts => ({ ...found, ...fixed }))),
      actor: fc.record({ roles: fc.subarray([...workflows.actors.keys()]), concerned: fc.boolean() }),
    }),
  );

  it('the list of actions says the same as the step itself, and each refusal has its words', () => {
    fc.assert(
      fc.property(anySituation, ({ of, state, facts, actor }) => {
        for (const { action, transition, refusal } of allowedActions(workflows, of, state, facts, actor)) {
          const answer = step(workflows, of, state, action, facts, actor);
          expect(answer.possible ? null : answer.refusal).toEqual(refusal);
          if (answer.possible) expect(answer.transition).toBe(transition);
          else expect([refusal!.message, refusal!.messageEn].every((text) => /^\p{Lu}.*\.$/u.test(text))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a step that is possible ends in a state of the procedure, starts in none that is final, and can be followed', () => {
    let taken = 0;
    fc.assert(
      fc.property(anySituation, ({ of, state, facts }) => {
        for (const { action, refusal } of allowedActions(workflows, of, state, facts, everybody)) {
          if (refusal) continue;
          taken++;
          const answer = step(workflows, of, state, action, facts, everybody);
          expect(answer.possible && of.states.includes(answer.to)).toBe(true);
          if (state === null) continue;
          expect(stateOf(of, state).final).toBe(false);
          expect(follow(of, state, action, facts)).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
