import { isAllowed, roles, type Operation, type Principal } from '@tiepdan/access';
import { loadLaw } from '@tiepdan/law';
import { toDay, type PetitionKind } from '@tiepdan/dated-table';
import { loadWorkflows } from '@tiepdan/workflow';
import { aReceivedPetition, agencyOfExamples } from './case.examples';
import { machineOf } from './case-state';
import { openCase } from './open-cases';
import { actionsFor, checkAction } from './take-action';

const law = loadLaw('libs/law/data');
const workflow = loadWorkflows('libs/law/data');
const today = toDay('2026-08-27');
const kinds: PetitionKind[] = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'];
const head: Principal = { id: 'head', agencyId: agencyOfExamples, roles: ['head', 'resolver'] };

const received = (data: Parameters<typeof aReceivedPetition>[2] = {}) => {
  const number = { id: '0190a000-0000-7000-a000-000000000001', number: 'BTCD-KN-2026-000001', openedAt: new Date(0) };
  return openCase({ law, workflow }, aReceivedPetition(1, agencyOfExamples, data), number);
};
const proposed = (data: Parameters<typeof aReceivedPetition>[2] = {}) => {
  const { opened, deadlines } = received(data);
  return { found: { ...opened, state: 'PROPOSED_ACCEPT' }, deadlines };
};

describe('the steps people take', () => {
  it.each(kinds)('with a %s are open to exactly those whom the access policy lets call them', (kind) => {
    const rows = machineOf(workflow, { kind, instance: 1 }).transitions.filter(({ command }) => command !== null);
    expect(new Set(rows.map(({ command }) => command))).toEqual(new Set(['acceptCase', 'assignCase']));
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
    const actions = actionsFor({ workflow, law }, opened, deadlines, head, today);
    expect(actions.map(({ action, allowed, dueOn }) => ({ action, allowed, dueOn }))).toEqual([
      { action: 'assignCase', allowed: true, dueOn: null },
      { action: 'acceptCase', allowed: false, dueOn: '2026-09-07' },
    ]);
    expect(actions[1]?.reason).toBe(
      'Không thực hiện được bước này khi vụ việc đang ở trạng thái “Đã tiếp nhận, đang phân loại, xử lý”.',
    );
  });

  it('has no due day when the clock that the step would meet does not run', () => {
    const { found, deadlines } = proposed();
    const met = deadlines.map((deadline) => ({ ...deadline, status: 'MET' as const }));
    const dueOn = (clocks: typeof deadlines) =>
      actionsFor({ workflow, law }, found, clocks, head, today).find(({ action }) => action === 'acceptCase')?.dueOn;
    expect(dueOn(deadlines)).toBe('2026-09-07');
    expect(dueOn(met)).toBeNull();
  });

  it('is nothing for whoever the case is about, whatever their role', () => {
    const { found, deadlines } = proposed({ respondentOfficerId: head.id });
    const actions = actionsFor({ workflow, law }, found, deadlines, head, today);
    expect(actions.some(({ allowed }) => allowed)).toBe(false);
    expect(() => checkAction(workflow, 'acceptCase', found, head, today)).toThrow('CONFLICT_OF_INTEREST');
  });

  it.each(kinds)('is the same for the list and for the step itself: %s', (kind) => {
    for (const found of [received({ kind }).opened, proposed({ kind }).found])
      for (const person of [head, { ...head, agencyId: 'elsewhere' }, { ...head, roles: ['processor'] }])
        for (const { action, allowed } of actionsFor({ workflow, law }, found, [], person, today)) {
          const take = () => checkAction(workflow, action, found, person, today);
          if (allowed) expect(take).not.toThrow();
          else expect(take).toThrow(/NOT_YOUR_CASE|ACTION_NOT_ALLOWED/);
        }
  });
});
