import { toDay } from '@tiepdan/dated-table';
import { loadLaw } from '@tiepdan/law';
import { checkRefusalForms, checkWorkflows, type CheckSettings } from './check-workflows';
import { loadClockExceptions } from './clock-exceptions';
import type { FindingKind } from './finding';
import { loadForms, loadWorkflows } from '@tiepdan/workflow';
import { soundStates, withTables, type SmallTables } from '@tiepdan/workflow/testing';
import { guardExamples, type GuardExample, guards } from '@tiepdan/workflow-guards';

const law = loadLaw('libs/law/data');
/** The rules, one of which does not hold in 2025. */
const resting = law.rules.get('kn.discipline.first.send.max')!;
const withRest = new Map(law.rules).set('kn.discipline.first.send.max', [
  { ...resting[0]!, validTo: toDay('2024-12-31') },
  { ...resting[0]!, validFrom: toDay('2026-01-01') },
]);
const findingsIn = (directory: string, settings?: CheckSettings) =>
  checkWorkflows(
    loadWorkflows(directory),
    directory === 'libs/law/data' ? law : { ...law, rules: withRest },
    loadForms(directory),
    settings,
  );
const kindsIn = (tables: SmallTables): FindingKind[] =>
  withTables(tables, (directory) => findingsIn(directory).map(({ kind }) => kind));

const BACKWARDS = 'tcd.schedule_posting.min_before';
const EMERGENCY = 'kn.emergency_stay.max';
const VARIANT = 'kn.accept.first.decree_variant.max';
const RESTING = 'kn.discipline.first.send.max';

describe('the procedures of the law', () => {
  it('have nothing that the checker finds wrong', () => {
    const exceptions = loadClockExceptions('libs/law/data');
    expect(findingsIn('libs/law/data', { exceptions })).toEqual([]);
    expect(checkRefusalForms(law, loadForms('libs/law/data'))).toEqual([]);
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

describe('the events of the clocks', () => {
  it('are all brought about by some step', () => {
    const rows = [...loadWorkflows('libs/law/data').machines.values()].flatMap(({ transitions }) => transitions);
    const starting = new Set(rows.flatMap(({ starts }) => starts.events));
    const meeting = new Set<string>(rows.flatMap(({ meets }) => meets.events));
    expect(law.timers.filter(({ event }) => !starting.has(event))).toEqual([]);
    expect(law.timers.flatMap(({ metBy }) => metBy).filter((event) => !meeting.has(event))).toEqual([]);
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
      'two states that only lead to each other',
      {
        states: [...soundStates, { code: 'THERE' }, { code: 'BACK' }],
        transitions: [
          {},
          { action: 'go', to: 'THERE' },
          { action: 'turn', from: 'THERE', to: 'BACK' },
          { action: 'turn', from: 'BACK', to: 'THERE' },
        ],
      },
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
    [
      'a document whose form is addressed to somebody no step tells',
      { transitions: [{ told: '-', must_tell: '-' }] },
      'NOBODY_TOLD',
    ],
    [
      'a clock that gives no date',
      { transitions: [{ action: 'stay', to: '-', starts: EMERGENCY, meets: EMERGENCY }, {}] },
      'CLOCK_WITHOUT_DATE',
    ],
    [
      'a clock that counts back from an event',
      { transitions: [{ action: 'call', to: '-', starts: BACKWARDS, meets: BACKWARDS }, {}] },
      'CLOCK_WITHOUT_DATE',
    ],
    [
      'a clock that starts and meets itself in the last step',
      { transitions: [{ starts: 'kn.decision.first.send.max', meets: 'kn.decision.first.send.max' }] },
      'CLOCK_NEVER_MET',
    ],
    ['a clock of an event that nothing meets later', { transitions: [{ starts: 'case-accepted' }] }, 'CLOCK_NEVER_MET'],
    [
      'a clock that is met and that no step starts',
      { transitions: [{ meets: 'kn.decision.first.send.max' }] },
      'CLOCK_NEVER_STARTED',
    ],
    [
      'a clock of an event that is met and never starts',
      { transitions: [{ meets: 'case-decided' }] },
      'CLOCK_NEVER_STARTED',
    ],
    ['a clock of a rule nobody knows', { transitions: [{ meets: 'kn.no.such.rule' }] }, 'TIMER_WITHOUT_RULE'],
    [
      'a clock of a rule that is not in force yet',
      { transitions: [{ starts: 'kn.suspend.send.max' }] },
      'TIMER_WITHOUT_RULE',
    ],
    [
      'a clock of a rule that ends before the step does',
      { transitions: [{ action: 'stay', to: '-', starts: VARIANT, meets: VARIANT }, {}] },
      'TIMER_WITHOUT_RULE',
    ],
    [
      'a clock of a rule that rests while the step goes on',
      { transitions: [{ action: 'stay', to: '-', starts: RESTING, meets: RESTING }, {}] },
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
    const findings = withTables({}, (directory) => findingsIn(directory, { examples }));
    expect(findings).toMatchObject([{ kind: 'GUARD_WITHOUT_TEST', at: 'isEligible' }]);
  });

  it('finds a guard that holds though nothing is established, unless a reason is given', () => {
    const presuming = { holds: {}, fails: { eligible: false } };
    const broken = { ...guards, isEligible: ({ eligible }: { eligible?: boolean }) => eligible !== false };
    const kinds = (example: GuardExample) =>
      withTables({}, (directory) =>
        findingsIn(directory, { examples: { isEligible: example }, functions: broken }).map(({ kind }) => kind),
      );
    expect(kinds(presuming)).toEqual(['GUARD_PRESUMES']);
    expect(kinds({ ...presuming, presumed: 'nobody asks' })).toEqual([]);
  });

  it('lets a reasoned exception pass, and finds one that nothing needs', () => {
    const tables = { transitions: [{ meets: 'kn.decision.first.send.max' }] };
    const exception = {
      at: 'x:2',
      rule: 'kn.decision.first.send.max',
      machines: ['m'],
      fault: 'CLOCK_NEVER_STARTED',
    } as const;
    const kinds = (small: SmallTables) =>
      withTables(small, (directory) => findingsIn(directory, { exceptions: [exception] }).map(({ kind }) => kind));
    expect(kinds(tables)).toEqual([]);
    expect(kinds({})).toEqual(['NEEDLESS_EXCEPTION']);
  });

  it('lets a decision be told by the step that sends it', () => {
    const tables = {
      states: [...soundStates, { code: 'ISSUED' }],
      transitions: [
        { to: 'ISSUED', told: '-', must_tell: '-' },
        { action: 'send', from: 'ISSUED', to: 'DONE', document: '-' },
      ],
    };
    expect(kindsIn(tables)).toEqual([]);
  });

  it('finds a ground of refusal on a form that the catalogue does not have', () => {
    const forms = withTables({}, loadForms);
    expect(new Set(checkRefusalForms(law, forms).map(({ kind }) => kind))).toEqual(new Set(['DOCUMENT_WITHOUT_FORM']));
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
