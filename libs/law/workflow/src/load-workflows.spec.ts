import { loadWorkflows } from './load-workflows';
import { soundStates, withTables, type SmallTables } from './testing/small-tables';

const loading = (tables: SmallTables) => () => withTables(tables, loadWorkflows);
const second = { code: 'n', initial: 'OPEN' };

describe('tables of procedures', () => {
  it('are read when they are sound', () => {
    expect(loading({})).not.toThrow();
  });

  it.each<[string, SmallTables, string]>([
    [
      'a procedure that begins nowhere',
      { machines: [{ initial: 'NOWHERE' }] },
      'machines.psv:2: unknown initial state "NOWHERE"',
    ],
    [
      'a procedure that includes an unknown one',
      { machines: [{ includes: 'other' }] },
      'machines.psv:2: unknown machine "other"',
    ],
    ['a procedure for an unknown kind', { machines: [{ kinds: 'RUMOUR' }] }, 'machines.psv:2: unknown kind "RUMOUR"'],
    [
      'a state of an unknown procedure',
      { states: [...soundStates, { code: 'X', machines: 'x' }] },
      'states.psv:4: unknown machine "x"',
    ],
    [
      'a state of an unknown stage',
      { states: [{ code: 'OPEN', stage: 'LIMBO' }] },
      'states.psv:2: unknown stage "LIMBO"',
    ],
    [
      'a state with an unknown outcome',
      { states: [{ code: 'OPEN', outcome: 'WON' }] },
      'states.psv:2: unknown outcome "WON"',
    ],
    [
      'a state with two outcomes',
      { states: [{ code: 'OPEN', outcome: 'SETTLED;FORWARDED' }] },
      'states.psv:2: unknown outcome',
    ],
    [
      'a final state that is not over',
      { states: [{ code: 'OPEN', final: 'yes' }] },
      'states.psv:2: a final state is over',
    ],
    [
      'a state with two meanings on one day',
      { states: [...soundStates, { code: 'OPEN', label_vi: 'Khác' }] },
      'states.psv:4: the validity of state OPEN of m overlaps',
    ],
    ['a step of an unknown procedure', { transitions: [{ machines: 'x' }] }, 'transitions.psv:2: unknown machine "x"'],
    [
      'a step from an unknown state',
      { transitions: [{ from: 'NOWHERE' }] },
      'transitions.psv:2: unknown state "NOWHERE"',
    ],
    ['a step to an unknown state', { transitions: [{ to: 'NOWHERE' }] }, 'transitions.psv:2: unknown state "NOWHERE"'],
    [
      'a step to a state that one of its procedures lacks',
      {
        machines: [{}, second],
        states: [{ code: 'OPEN', machines: 'm;n' }, soundStates[1]!],
        transitions: [{ machines: 'm;n' }],
      },
      'transitions.psv:2: unknown state "DONE" of n',
    ],
    [
      'a step under an unknown guard',
      { transitions: [{ guards: 'isLucky' }] },
      'transitions.psv:2: unknown guard "isLucky"',
    ],
    ['a step for an unknown kind', { transitions: [{ kinds: 'RUMOUR' }] }, 'transitions.psv:2: unknown kind "RUMOUR"'],
    [
      'a step by an unknown actor',
      { transitions: [{ actors: 'nobody' }] },
      'transitions.psv:2: unknown actor "nobody"',
    ],
    [
      'a step told to an unknown audience',
      { transitions: [{ told: 'neighbours' }] },
      'transitions.psv:2: unknown audience "neighbours"',
    ],
    [
      'a step that must be told to an unknown audience',
      { transitions: [{ must_tell: 'neighbours' }] },
      'transitions.psv:2: unknown audience "neighbours"',
    ],
    [
      'a matter that opens in the middle',
      { transitions: [{ from: '-', to: 'DONE' }] },
      'transitions.psv:2: m begins with OPEN',
    ],
    [
      'two rows for one step on one day',
      { transitions: [{}, { from: '*', document: '-' }] },
      'transitions.psv:3: the validity of finish of m, COMPLAINT in OPEN (isEligible) overlaps',
    ],
  ])('are refused with file and line: %s', (_fault, tables, message) => {
    expect(loading(tables)).toThrow(message);
  });

  it('may repeat a step under other guards, for other kinds and at another time', () => {
    const rows = [
      { kinds: 'COMPLAINT', valid_to: '2024-12-31' },
      { kinds: 'COMPLAINT', valid_from: '2025-01-01' },
      { kinds: 'DENUNCIATION' },
      { guards: '-', document: '-' },
    ];
    expect(loading({ transitions: rows })).not.toThrow();
  });

  it('leave out of a procedure what holds only for other kinds', () => {
    const { machines } = withTables({ transitions: [{}, { kinds: 'DENUNCIATION', action: 'inspect' }] }, loadWorkflows);
    expect(machines.get('m')!.transitions.map(({ action }) => action)).toEqual(['finish']);
  });

  it('let a procedure have the states and steps of those it includes, and "every state" grow with it', () => {
    const { machines } = withTables(
      {
        machines: [{}, { ...second, includes: 'm' }],
        states: [...soundStates, { code: 'MORE', machines: 'n' }],
        transitions: [{ from: '*' }, { machines: 'n', action: 'add', from: 'OPEN', to: 'MORE' }],
      },
      loadWorkflows,
    );
    const fromStates = (code: string) => machines.get(code)!.transitions.map(({ action, from }) => [action, from]);
    expect(fromStates('m')).toEqual([['finish', ['OPEN']]]);
    expect(fromStates('n')).toEqual([
      ['finish', ['OPEN', 'MORE']],
      ['add', ['OPEN']],
    ]);
  });
});
