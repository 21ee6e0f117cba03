import { roles, type Principal } from '@tiepdan/access';
import { isAllowed, type Operation } from '@tiepdan/access/all';
import { loadLaw } from '@tiepdan/law';
import { toDay, type PetitionKind } from '@tiepdan/dated-table';
import { loadWorkflows } from '@tiepdan/workflow';
import { aReceivedPetition, agencyOfExamples, accessFor, everybodyAlone } from './case.examples';
import type { Case, CaseDeadline } from './case';
import { machineOf } from './case-state';
import { clocksOfRules, clocksStartedBy } from '../clocks/clocks';
import { openCase } from './open-cases';
import { actionsFor, checkAction } from './take-action';

const tables = { workflow: loadWorkflows('libs/law/data'), law: loadLaw('libs/law/data') };
const { workflow, law } = tables;
const today = toDay('2026-08-27');
const kinds: PetitionKind[] = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'];
const settling = ['assignCase', 'acceptCase', 'suspendCase', 'resumeCase', 'confirmSending'];
const commandsOf: Readonly<Record<PetitionKind, readonly string[]>> = {
  COMPLAINT: settling,
  DENUNCIATION: [...settling, 'extendCase'],
  PROPOSAL: ['assignCase', 'acceptCase'],
  FEEDBACK: ['assignCase', 'acceptCase'],
};
const head: Principal = { id: 'head', agencyId: agencyOfExamples, roles: ['head', 'resolver'] };

const received = (data: Parameters<typeof aReceivedPetition>[2] = {}) => {
  const number = { id: '0190a000-0000-7000-a000-000000000001', number: 'BTCD-KN-2026-000001', openedAt: new Date(0) };
  return openCase({ law, workflow, standing: everybodyAlone }, aReceivedPetition(1, agencyOfExamples, data), number);
};
const proposed = (data: Parameters<typeof aReceivedPetition>[2] = {}) => {
  const { opened, deadlines } = received(data);
  return { found: { ...opened, state: 'PROPOSED_ACCEPT' }, deadlines };
};

describe('the steps people take', () => {
  it.each(kinds)('with a %s are open to exactly those whom the access policy lets call them', (kind) => {
    const rows = machineOf(workflow, { kind, instance: 1 }).transitions.filter(({ command }) => command !== null);
    expect(new Set(rows.map(({ command }) => command))).toEqual(new Set(commandsOf[kind]));
    for (const { command, actors } of rows) {
      const mayCall = roles.filter((role) =>
        isAllowed({ id: '', agencyId: null, roles: [role] }, command as Operation),
      );
      expect([...actors].sort()).toEqual([...mayCall].sort());
    }
  });

  it('name no actor that the access policy does not know, apart from the system itself', () => {
    const known: readonly string[] = [...roles, 'system'];
    expect([...workflow.actors.keys()].filter((actor) => !known.includes(actor))).toEqual([]);
  });
});

describe('what may be done with a case', () => {
  it('is shown with every step a mutation takes, the reason against it and the day it is due', () => {
    const { opened, deadlines } = received();
    const actions = actionsFor(tables, { found: opened, deadlines, principal: head, access: accessFor(head), today });
    expect(actions.map(({ action, allowed, dueOn }) => ({ action, allowed, dueOn }))).toEqual([
      { action: 'assignCase', allowed: true, dueOn: null },
      { action: 'acceptCase', allowed: false, dueOn: '2026-09-07' },
      { action: 'suspendCase', allowed: false, dueOn: null },
      { action: 'resumeCase', allowed: false, dueOn: null },
      { action: 'confirmSending', allowed: false, dueOn: null },
    ]);
    expect(actions[1]?.reason).toBe(
      'Không thực hiện được bước này khi vụ việc đang ở trạng thái “Đã tiếp nhận, đang phân loại, xử lý”.',
    );
  });

  it('has no due day when the clock that the step would meet does not run', () => {
    const { found, deadlines } = proposed();
    const met = deadlines.map((deadline) => ({ ...deadline, status: 'MET' as const }));
    const dueOn = (clocks: typeof deadlines) =>
      actionsFor(tables, { found, deadlines: clocks, principal: head, access: accessFor(head), today }).find(
        ({ action }) => action === 'acceptCase',
      )?.dueOn;
    expect(dueOn(deadlines)).toBe('2026-09-07');
    expect(dueOn(met)).toBeNull();
  });

  it('is nothing for whoever the case is about, whatever their role', () => {
    const { found, deadlines } = proposed({ respondentOfficerId: head.id });
    const actions = actionsFor(tables, { found, deadlines, principal: head, access: accessFor(head), today });
    expect(actions.some(({ allowed }) => allowed)).toBe(false);
    expect(() =>
      checkAction(tables, 'acceptCase', { found, deadlines, principal: head, access: accessFor(head), today }),
    ).toThrow('CONFLICT_OF_INTEREST');
  });

  it.each(kinds)('is the same for the list and for the step itself, in every state: %s', (kind) => {
    const { opened, deadlines } = received({ kind });
    const states = machineOf(workflow, opened).states.filter(({ stage }) => stage !== null);
    const people = [head, { ...head, agencyId: 'elsewhere' }, { ...head, roles: ['processor'] }];
    const allowedIn: Record<string, string[]> = {};
    for (const { code } of states)
      for (const principal of people)
        for (const clocks of [deadlines, underSettlement(opened)])
          for (const found of [{ ...opened, state: code }, suspendedFrom({ ...opened, state: code })]) {
            const situation = { found, deadlines: clocks, principal, access: accessFor(principal), today };
            for (const { action, allowed } of actionsFor(tables, situation)) {
              const take = () => checkAction(tables, action, situation, today);
              if (!allowed)
                expect(take).toThrow(/NOT_YOUR_CASE|ACTION_NOT_ALLOWED|PREVIOUS_STATE|CONDITION|NOTHING_TO/);
              else {
                expect(take).not.toThrow();
                (allowedIn[action] ??= []).push(code);
              }
            }
          }
    expect(Object.keys(allowedIn).sort()).toEqual([...commandsOf[kind]].sort());
  });
});

/** The case as it is suspended, had it been accepted and nothing more before. */
const suspendedFrom = (found: Case): Case => ({
  ...found,
  complexity: 'COMPLEX',
  previousState: 'ACCEPTED',
  suspendedOn: today,
});

/** Clocks of a complex case, accepted and suspended today. */
const underSettlement = ({ id, kind, instance }: Case): CaseDeadline[] => [
  ...clocksStartedBy(law, id, { event: 'case-accepted', kind, instance, complexity: 'COMPLEX', on: today }),
  ...clocksOfRules(law, id, ['kn.suspend.send.max', 'tc.suspend_terminate.send.max'], today),
];
