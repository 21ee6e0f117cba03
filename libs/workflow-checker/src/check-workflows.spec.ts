import { loadLaw } from '@tiepdan/law';
import { checkWorkflows, type FindingKind } from './check-workflows';
import { loadForms, loadWorkflows } from '@tiepdan/workflow';
import { soundStates, withTables, type SmallTables } from '@tiepdan/workflow/testing';
import { guardExamples, type GuardExample, guards } from '@tiepdan/workflow-guards';

const law = loadLaw('libs/law/data');
const findingsIn = (directory: string, examples?: Readonly<Record<string, GuardExample>>) =>
  checkWorkflows(loadWorkflows(directory), law, loadForms(directory), examples);
const kindsIn = (tables: SmallTables): FindingKind[] =>
  withTables(tables, (directory) => findingsIn(directory).map(({ kind }) => kind));

describe('the procedures of the law', () => {
  it('have nothing that the checker finds wrong', () => {
    expect(findingsIn('libs/law/data')).toEqual([]);
  });

  it('have a sentence and a pair of examples for every guard, and no guard that no row asks', () => {
    const { machines, guards: sentences } = loadWorkflows('libs/law/data');
    const asked = new Set(
      [...machines.values()].flatMap(({ transitions }) => transitions.flatMap((row) => row.guards)),
    );
    expect([...sentences.keys()].sort()).toEqual(Object.keys(guards).sort());
    expect(Object.keys(guardExamples).sort()).toEqual(Object.keys(guards).sort());
    expect([...asked].sort()).toEqual(Object.keys(guards).sort());
  });
});

describe('the checker', () => {
  it('finds nothing in small tables that are sound, so that what it finds below is the one thing that was broken', () => {
    expect(kindsIn({})).toEqual([]);
  });

  it.each<[string, SmallTables, FindingKind]>([
    [
      'a state to which nothing leads',
      { states: [...soundStates, { code: 'LOST', over: 'yes', final: 'yes' }] },
      'UNREACHABLE_STATE',
    ],
    [
      'a state that nobody can leave though it is not final',
      { states: [...soundStates, { code: 'STUCK' }], transitions: [{}, { action: 'stick', to: 'STUCK' }] },
      'DEAD_END',
    ],
    [
      'a state that only steps keep busy which leave it where it is',
      {
        states: [...soundStates, { code: 'BUSY' }],
        transitions: [{}, { action: 'start', to: 'BUSY' }, { action: 'work', from: 'BUSY', to: '-' }],
      },
      'DEAD_END',
    ],
    [
      'a state with a way on for complaints and none for denunciations',
      { machines: [{ kinds: 'COMPLAINT;DENUNCIATION' }], transitions: [{ kinds: 'COMPLAINT' }] },
      'DEAD_END',
    ],
    [
      'a state whose only way on ends before it does',
      {
        transitions: [
          { valid_to: '2025-12-31' },
          { action: 'file', valid_to: '2026-06-30' },
          { from: '-', action: 'open', to: 'OPEN' },
        ],
        states: [{ code: 'OPEN' }, { ...soundStates[1]!, valid_to: '2026-06-30' }],
      },
      'DEAD_END',
    ],
    [
      'a step out of a final state',
      { transitions: [{}, { from: 'DONE', action: 'reopen', to: 'OPEN' }] },
      'EXIT_FROM_FINAL_STATE',
    ],
    ['a step that nobody may take', { transitions: [{ actors: '-' }] }, 'ACTION_WITHOUT_ACTOR'],
    ['a step nobody is told about although the law names someone', { transitions: [{ told: '-' }] }, 'NOBODY_TOLD'],
    ['a step of which the wrong people are told', { transitions: [{ told: 'respondent' }] }, 'NOBODY_TOLD'],
    ['a clock of a rule nobody knows', { transitions: [{ meets: 'kn.no.such.rule' }] }, 'TIMER_WITHOUT_RULE'],
    [
      'a clock of a rule that is not in force yet',
      { transitions: [{ starts: 'kn.suspend.send.max' }] },
      'TIMER_WITHOUT_RULE',
    ],
    [
      'a clock of a rule that ends before the step does',
      { transitions: [{ starts: 'kn.accept.first.decree_variant.max' }] },
      'TIMER_WITHOUT_RULE',
    ],
    ['an event that starts no clock', { transitions: [{ starts: 'case-forgotten' }] }, 'TIMER_WITHOUT_RULE'],
    ['an event that meets no clock', { transitions: [{ meets: 'case-forgotten' }] }, 'TIMER_WITHOUT_RULE'],
    ['a document without a form', { transitions: [{ document: 'F/02' }] }, 'DOCUMENT_WITHOUT_FORM'],
    [
      'a document whose form came later',
      {
        machines: [{ valid_from: '2019-01-01' }],
        states: soundStates.map((state) => ({ ...state, valid_from: '2019-01-01' })),
        transitions: [{ valid_from: '2019-01-01' }],
      },
      'DOCUMENT_WITHOUT_FORM',
    ],
  ])('finds %s', (_fault, tables, kind) => {
    expect(new Set(kindsIn(tables))).toEqual(new Set([kind]));
  });

  it.each<[string, Readonly<Record<string, GuardExample>>]>([
    ['without examples', {}],
    ['that holds where it should fail', { isEligible: { holds: { eligible: true }, fails: { eligible: true } } }],
    ['that fails where it should hold', { isEligible: { holds: {}, fails: {} } }],
  ])('finds a guard %s', (_fault, examples) => {
    const findings = withTables({}, (directory) => findingsIn(directory, examples));
    expect(findings).toMatchObject([{ kind: 'GUARD_WITHOUT_TEST', at: 'isEligible' }]);
  });

  it('names file and line of what is wrong, once, however often the tables changed', () => {
    const tables = {
      transitions: [
        { actors: '-', valid_to: '2024-12-31' },
        { actors: '-', valid_from: '2025-01-01' },
      ],
    };
    const findings = withTables(tables, (directory) => findingsIn(directory));
    expect(findings.map(({ at }) => at)).toEqual(['transitions.psv:2', 'transitions.psv:3']);
  });
});
