import { roles } from '@tiepdan/access';
import {
  isInForce, listCell, readTableFile, tableFault, validityOf, versionsByKey,
  type Day, type Law, type PetitionKind, type TimerEnd, type Validity,
} from '@tiepdan/law'; // prettier-ignore
import type { CaseStage } from './case';

/** One row of the workflow table: which action leads from which states to which, and who may take it. */
export interface WorkflowStep extends Validity {
  readonly action: string;
  readonly kinds: readonly string[];
  readonly fromStates: readonly string[];
  /** Null where the state stays. */
  readonly toState: string | null;
  /** Empty for steps that follow from an event of intake. */
  readonly roles: readonly string[];
  /** Duties it fulfils, by the names the law's timers end with. */
  readonly meets: readonly TimerEnd[];
  readonly label: string;
  readonly form: string;
  readonly legalBasis: string;
}

export interface CaseWorkflow {
  /** The row for an action on a case of this kind on a day, whatever state the case is in. */
  step(action: string, kind: PetitionKind, on: Day): WorkflowStep | undefined;
  /** Actions people take, as rows for this kind. */
  actions(kind: PetitionKind, on: Day): readonly WorkflowStep[];
  stageOf(state: string): CaseStage;
  labelOf(state: string): { readonly label: string; readonly legalBasis: string };
}

const columns = [
  'action', 'kinds', 'from_states', 'to_state', 'roles', 'meets', 'label_vi', 'label_en', 'form', 'legal_basis',
  'valid_from', 'valid_to', 'evidence',
] as const; // prettier-ignore

const kindsKnown = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const;

/**
 * Reads the table beside the other tables of the law.
 * @throws Error naming file and line: a state, a kind, a role or a fulfilled duty that nothing else knows; two rows for one action
 */
export function loadCaseWorkflow(directory: string, law: Law): CaseWorkflow {
  const steps = readSteps(directory, law);
  const states = new Map(law.codes.caseStates.map((state) => [state.code, state]));
  const isFor = (step: WorkflowStep, kind: PetitionKind, on: Day) => step.kinds.includes(kind) && isInForce(step, on);
  const stateOf = (code: string) => {
    const state = states.get(code);
    if (!state) throw new Error(`there is no state ${code}`);
    return state;
  };
  return {
    step: (action, kind, on) => steps.find((step) => step.action === action && isFor(step, kind, on)),
    actions: (kind, on) => steps.filter((step) => step.roles.length > 0 && isFor(step, kind, on)),
    stageOf: (state) => stateOf(state).stage as CaseStage,
    labelOf: stateOf,
  };
}

function readSteps(directory: string, law: Law): readonly WorkflowStep[] {
  const states = law.codes.caseStates.map(({ code }) => code);
  const duties = law.timers.flatMap(({ metBy }) => metBy);
  const rows = readTableFile(directory, 'case-workflow.psv', columns);
  const steps = rows.map((row): WorkflowStep => {
    const known = (cell: string, choices: readonly string[], what: string): readonly string[] => {
      const unknown = listCell(cell).find((choice) => !choices.includes(choice));
      if (unknown !== undefined) throw tableFault(row, `unknown ${what} "${unknown}"`);
      return listCell(cell);
    };
    return {
      ...validityOf(row),
      action: row.action,
      kinds: row.kinds === '*' ? kindsKnown : known(row.kinds, kindsKnown, 'kind'),
      fromStates: known(row.from_states, states, 'state'),
      toState: known(row.to_state, states, 'state')[0] ?? null,
      roles: known(row.roles, roles, 'role'),
      meets: known(row.meets, duties, 'duty') as readonly TimerEnd[],
      label: row.label_vi,
      form: row.form,
      legalBasis: row.legal_basis,
    };
  });
  versionsByKey(
    steps.flatMap((step, index) => step.kinds.map((kind) => ({ ...step, kind, at: rows[index]!.at }))),
    ({ action, kind }) => `${action} of a ${kind}`,
  );
  return steps;
}
