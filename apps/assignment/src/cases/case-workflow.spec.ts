import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAllowed, roles, type Operation } from '@tiepdan/access';
import { loadLaw, toDay, type PetitionKind } from '@tiepdan/law';
import { isOver } from './case';
import { loadCaseWorkflow } from './case-workflow';

const law = loadLaw('libs/law/data');
const workflow = loadCaseWorkflow('libs/law/data', law);
const today = toDay('2026-11-24');
const kinds: PetitionKind[] = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'];
const table = readFileSync('libs/law/data/case-workflow.psv', 'utf8');
const [header = '', ...lines] = table.trimEnd().split('\n');
const actions = [...new Set(lines.map((line) => line.split('|')[0]!))];

describe('the workflow of cases', () => {
  it.each(kinds)('leaves no state of a %s that it can reach without a way on, unless the case is over', (kind) => {
    const steps = actions.flatMap((action) => workflow.step(action, kind, today) ?? []);
    const reached = new Set(['RECEIVED', ...steps.flatMap(({ toState }) => toState ?? [])]);
    for (const state of reached) {
      const leavesTo = steps.filter((step) => step.fromStates.includes(state) && step.toState !== null);
      expect([state, leavesTo.length > 0]).toEqual([state, !isOver(workflow.stageOf(state))]);
    }
  });

  it.each(kinds)(
    'gives every step people take with a %s to exactly those whom the access policy lets call it',
    (kind) => {
      for (const step of workflow.actions(kind, today)) {
        const mayCall = roles.filter((role) =>
          isAllowed({ id: '', agencyId: null, roles: [role] }, step.action as Operation),
        );
        expect([...step.roles].sort()).toEqual([...mayCall].sort());
      }
    },
  );
});

describe('a table that is not sound', () => {
  const withLine = (line: string) => {
    const directory = mkdtempSync(join(tmpdir(), 'workflow-'));
    try {
      writeFileSync(join(directory, 'case-workflow.psv'), `${[header, line].join('\n')}\n`);
      return loadCaseWorkflow(directory, law);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };
  const line = (cells: Partial<Record<string, string>>) =>
    header
      .split('|')
      .map(
        (column) => cells[column] ?? ({ kinds: '*', valid_from: '2014-07-01' } as Record<string, string>)[column] ?? '',
      )
      .join('|');

  it.each([
    ['state', { from_states: 'NOWHERE' }],
    ['state', { to_state: 'NOWHERE' }],
    ['role', { roles: 'nobody' }],
    ['kind', { kinds: 'RUMOUR' }],
    ['duty', { meets: 'case-forgotten' }],
  ])('is refused with file and line: an unknown %s', (what, cells) => {
    expect(() => withLine(line({ action: 'x', ...cells }))).toThrow(`case-workflow.psv:2: unknown ${what}`);
  });

  it('is refused with file and line: two rows for one action on one day', () => {
    const twice = [line({ action: 'x' }), line({ action: 'x', kinds: 'COMPLAINT' })].join('\n');
    expect(() => withLine(twice)).toThrow('case-workflow.psv:3: the validity of x of a COMPLAINT overlaps');
  });
});
