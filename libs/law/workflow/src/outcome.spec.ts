import { loadWorkflows } from './load-workflows';
import { stateOf } from './machine';
import { countOf, outcomes, resolvedRate, type Standing } from './outcome';
import { caseStages, taskStateMeanings, taskStates } from './stages';

const { machines } = loadWorkflows('libs/law/data');
const complaints = machines.get('complaint-first')!;
const rateOf = (matters: readonly Standing[]) =>
  resolvedRate({ SETTLED: countOf(matters, 'SETTLED'), CARRIED_OUT: countOf(matters, 'CARRIED_OUT') }, matters.length);

describe('the rate of what is resolved', () => {
  it('falls from one to nothing when a thousand settled cases turn into forwarded ones', () => {
    const cases = Array.from({ length: 1_000 }, (_, index) => (index % 2 ? 'DECIDED' : 'COMPLETED'));
    expect(rateOf(cases.map((state) => stateOf(complaints, state)))).toBe(1);
    expect(rateOf(cases.map(() => stateOf(complaints, 'TRANSFERRED')))).toBe(0);
  });

  it.each(outcomes)('grows by a case that is %s only if that is settled or carried out', (outcome) => {
    expect(rateOf([{ outcome }, { outcome: null }])).toBe(['SETTLED', 'CARRIED_OUT'].includes(outcome) ? 0.5 : 0);
  });

  it('is unknown when there are no cases', () => {
    expect(rateOf([])).toBeNull();
  });

  it('cannot be built from any other outcome: the compiler refuses it', () => {
    const settled = countOf([], 'SETTLED');
    const carriedOut = countOf([], 'CARRIED_OUT');
    const forwarded = countOf([], 'FORWARDED');
    const wrong = [
      // @ts-expect-error forwarded is not settled
      () => resolvedRate({ SETTLED: forwarded, CARRIED_OUT: carriedOut }, 1),
      // @ts-expect-error settled cases do not count twice
      () => resolvedRate({ SETTLED: settled, CARRIED_OUT: settled }, 1),
      // @ts-expect-error there is no third outcome that counts
      () => resolvedRate({ SETTLED: settled, CARRIED_OUT: carriedOut, FORWARDED: forwarded }, 1),
      // @ts-expect-error a number that nobody counted
      () => resolvedRate({ SETTLED: 1_000, CARRIED_OUT: carriedOut }, 1),
      // @ts-expect-error one outcome at a time
      (): Standing => ({ outcome: ['SETTLED', 'FORWARDED'] }),
    ];
    expect(wrong).toHaveLength(5);
  });
});

describe('the states of the procedures', () => {
  const states = [...machines.values()].flatMap((machine) => machine.states);

  it('use every outcome and every coarse stage there is', () => {
    expect(outcomes.filter((outcome) => !states.some((state) => state.outcome === outcome))).toEqual([]);
    expect(caseStages.filter((stage) => !states.some((state) => state.stage === stage))).toEqual([]);
  });

  it('of a task are those the graph promises', () => {
    const task = machines.get('directive-task')!;
    expect(task.states.map(({ code }) => code)).toEqual(taskStates);
    expect(Object.keys(taskStateMeanings)).toEqual(taskStates);
  });

  it('have an outcome when they are over', () => {
    expect(states.filter(({ over, outcome }) => over && outcome === null)).toEqual([]);
  });
});
