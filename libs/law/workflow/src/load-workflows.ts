import { join } from 'node:path';
import {
  choiceCell,
  evidencedBy,
  listCell,
  readTableFile,
  tableFault,
  validityOf,
  versionsByKey,
  type PetitionKind,
  type Row,
} from '@tiepdan/dated-table';
import type { TimerEnd, TimerStart } from '@tiepdan/law';
import { isGuardName, type GuardName } from '@tiepdan/workflow-guards';
import type { Entry, Machine, State, TimerReferences, Transition } from './machine';
import { PREVIOUS } from './machine';
import { outcomes } from './outcome';
import { caseStages } from './stages';

/** A name of the tables with the words people read. */
export interface Named {
  readonly label: string;
  readonly labelEn: string;
}
/** A guard as a sentence: the condition, such as "there is a ground for suspension". */
export interface GuardSentence extends Named {
  readonly legalBasis: string;
}
export interface Workflows {
  readonly machines: ReadonlyMap<string, Machine>;
  readonly guards: ReadonlyMap<GuardName, GuardSentence>;
  readonly actors: ReadonlyMap<string, Named>;
  readonly audiences: ReadonlyMap<string, Named>;
}

const entryColumns = ['label_vi', 'label_en', 'legal_basis', 'valid_from', 'valid_to', 'evidence'] as const;
const machineColumns = ['code', 'label_vi', 'label_en', 'includes', 'initial', 'kinds', 'instances', ...entryColumns.slice(2)] as const; // prettier-ignore
const stateColumns = ['code', 'machines', 'stage', 'over', 'final', 'outcome', ...entryColumns] as const;
const transitionColumns = [
  'machines', 'kinds', 'from', 'action', 'guards', 'to', 'actors', 'command', 'document', 'starts', 'meets', 'told', 'must_tell',
  ...entryColumns,
] as const; // prettier-ignore
const kindsKnown = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const satisfies readonly PetitionKind[];

type EntryRow = Row<(typeof entryColumns)[number]>;

/**
 * Reads the tables of procedures: `workflows/` in the directory of the law's tables, in production `libs/law/data`.
 * @throws Error naming file and line: a machine, state, kind, guard, actor or audience that nothing else knows; a final state
 * that is not over; two rows for one step
 */
export function loadWorkflows(directory: string): Workflows {
  const folder = join(directory, 'workflows');
  const actors = named(folder, 'actors.psv');
  const audiences = named(folder, 'audiences.psv');
  const guards = readGuards(folder);
  const heads = readTableFile(folder, 'machines.psv', machineColumns as readonly MachineColumn[]).map(machineHead);
  const codes = heads.map(({ code }) => code);
  const states = readTableFile(folder, 'states.psv', stateColumns).map((row) => stateFrom(row, codes));
  const known = { machines: codes, guards, actors, audiences };
  const rows = readTableFile(folder, 'transitions.psv', transitionColumns).map((row) => transitionFrom(row, known));
  for (const head of heads) allKnown(head, head.includes, codes, 'machine');
  const machines = heads.map((head) => assembled(head, states, rows));
  for (const row of rows) checkPlaces(row, machines);
  for (const machine of machines) checkOverlaps(machine);
  return { machines: new Map(machines.map((machine) => [machine.code, machine])), guards, actors, audiences };
}

type MachineColumn = 'code' | 'includes' | 'initial' | 'kinds' | 'instances' | (typeof entryColumns)[number];
type MachineHead = Omit<Machine, 'states' | 'transitions'>;

/** `-` stands for none. */
const cell = (text: string): readonly string[] => (text === '-' ? [] : listCell(text));

function allKnown<Choice extends string>(
  row: { readonly at: string },
  chosen: readonly string[],
  choices: Iterable<Choice>,
  what: string,
): readonly Choice[] {
  const known = [...choices];
  const unknown = chosen.find((choice) => !known.some((other) => other === choice));
  if (unknown !== undefined) throw tableFault(row, `unknown ${what} "${unknown}"`);
  return chosen as readonly Choice[];
}

const kindsFrom = (row: Row<'kinds'>): readonly PetitionKind[] =>
  row.kinds === '*' ? kindsKnown : allKnown(row, cell(row.kinds), kindsKnown, 'kind');

const entryFrom = (row: EntryRow): Entry => ({
  ...validityOf(row),
  at: row.at,
  label: row.label_vi,
  labelEn: row.label_en,
  legalBasis: row.legal_basis,
  ...evidencedBy(row),
});

const named = (folder: string, file: string): ReadonlyMap<string, Named> =>
  new Map(
    readTableFile(folder, file, ['code', 'label_vi', 'label_en']).map((row) => [
      row.code,
      { label: row.label_vi, labelEn: row.label_en },
    ]),
  );

function readGuards(folder: string): ReadonlyMap<GuardName, GuardSentence> {
  const rows = readTableFile(folder, 'guards.psv', ['name', 'sentence_vi', 'sentence_en', 'legal_basis']);
  return new Map(
    rows.map((row) => {
      if (!isGuardName(row.name)) throw tableFault(row, `no function stands behind guard "${row.name}"`);
      return [row.name, { label: row.sentence_vi, labelEn: row.sentence_en, legalBasis: row.legal_basis }];
    }),
  );
}

const machineHead = (row: Row<MachineColumn>): MachineHead => ({
  ...entryFrom(row),
  code: row.code,
  includes: cell(row.includes),
  initial: row.initial,
  kinds: kindsFrom(row),
  instances: cell(row.instances),
});

function stateFrom(row: Row<(typeof stateColumns)[number]>, machines: readonly string[]): State {
  const over = choiceCell(row, 'over', ['yes', 'no']) === 'yes';
  const final = choiceCell(row, 'final', ['yes', 'no']) === 'yes';
  if (final && !over) throw tableFault(row, 'a final state is over');
  return {
    ...entryFrom(row),
    code: row.code,
    machines: allKnown(row, cell(row.machines), machines, 'machine'),
    stage: row.stage === '-' ? null : choiceCell(row, 'stage', caseStages),
    over,
    final,
    outcome: row.outcome === '-' ? null : choiceCell(row, 'outcome', outcomes),
  };
}

interface Known {
  readonly machines: readonly string[];
  readonly guards: ReadonlyMap<GuardName, GuardSentence>;
  readonly actors: ReadonlyMap<string, Named>;
  readonly audiences: ReadonlyMap<string, Named>;
}

function transitionFrom(row: Row<(typeof transitionColumns)[number]>, known: Known): Transition {
  return {
    ...entryFrom(row),
    action: row.action,
    machines: allKnown(row, cell(row.machines), known.machines, 'machine'),
    kinds: kindsFrom(row),
    from: cell(row.from),
    guards: allKnown(row, cell(row.guards), known.guards.keys(), 'guard'),
    to: cell(row.to)[0] ?? null,
    actors: allKnown(row, cell(row.actors), known.actors.keys(), 'actor'),
    command: cell(row.command)[0] ?? null,
    documents: cell(row.document),
    starts: timersFrom<TimerStart>(row.starts),
    meets: timersFrom<TimerEnd>(row.meets),
    told: allKnown(row, cell(row.told), known.audiences.keys(), 'audience'),
    mustTell: allKnown(row, cell(row.must_tell), known.audiences.keys(), 'audience'),
  };
}

/** Keys of rules have dots, names of events have none. The checker looks for what is behind them. */
const timersFrom = <Event extends TimerStart | TimerEnd>(text: string): TimerReferences<Event> => ({
  events: cell(text).filter((name) => !name.includes('.')) as Event[],
  rules: cell(text).filter((name) => name.includes('.')),
});

function assembled(head: MachineHead, allStates: readonly State[], rows: readonly Transition[]): Machine {
  const parts = [head.code, ...head.includes];
  const isOf = ({ machines }: State | Transition) => machines.some((machine) => parts.includes(machine));
  const states = allStates.filter(isOf);
  const codes = states.map(({ code }) => code);
  if (!codes.includes(head.initial)) throw tableFault(head, `unknown initial state "${head.initial}"`);
  versionsByKey(states, ({ code }) => `state ${code} of ${head.code}`);
  const open = states.filter(({ over }) => !over).map(({ code }) => code);
  const transitions = rows
    .filter((row) => isOf(row) && row.kinds.some((kind) => head.kinds.includes(kind)))
    .map((row) => ({
      ...row,
      kinds: row.kinds.filter((kind) => head.kinds.includes(kind)),
      from: row.from[0] === '*' ? open : row.from.filter((code) => codes.includes(code)),
    }));
  return { ...head, states, transitions };
}

/** A row's states must be states of its machines, and a row that opens a matter opens it in the first state. */
function checkPlaces(row: Transition, machines: readonly Machine[]): void {
  const own = machines.filter(({ code }) => row.machines.includes(code));
  const has = (machine: Machine, code: string) => machine.states.some((state) => state.code === code);
  const unknown = row.from.find((code) => code !== '*' && !own.some((machine) => has(machine, code)));
  if (unknown !== undefined) throw tableFault(row, `unknown state "${unknown}" in from`);
  for (const machine of own) {
    if (row.to !== null && row.to !== PREVIOUS && !has(machine, row.to))
      throw tableFault(row, `unknown state "${row.to}" of ${machine.code}`);
    if (row.from.length === 0 && row.to !== machine.initial)
      throw tableFault(row, `${machine.code} begins with ${machine.initial}`);
  }
}

function checkOverlaps({ code, transitions }: Machine): void {
  const steps = transitions.flatMap((row) =>
    row.kinds.flatMap((kind) => (row.from.length ? row.from : ['-']).map((from) => ({ ...row, kind, state: from }))),
  );
  versionsByKey(
    steps,
    ({ action, kind, state, guards }) => `${action} of ${code}, ${kind} in ${state} (${guards.join()})`,
  );
}
