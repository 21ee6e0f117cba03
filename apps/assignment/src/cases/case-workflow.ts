import {
  isInForce, listCell, readTableFile, tableFault, validityOf,
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

/** Reads the table beside the other tables of the law. Throws, naming file and line, for a state no list knows. */
export function loadCaseWorkflow(directory: string, law: Law): CaseWorkflow {
  const states = new Map(law.codes.caseStates.map((state) => [state.code, state]));
  const steps = readTableFile(directory, 'case-workflow.psv', columns).map((row): WorkflowStep => {
    const fromStates = listCell(row.from_states);
    const toState = row.to_state === '' ? null : row.to_state;
    const unknown = [...fromStates, ...(toState === null ? [] : [toState])].find((state) => !states.has(state));
    if (unknown !== undefined) throw tableFault(row, `unknown state "${unknown}"`);
    return {
      ...validityOf(row),
      action: row.action,
      kinds: listCell(row.kinds),
      fromStates,
      toState,
      roles: listCell(row.roles),
      meets: listCell(row.meets) as TimerEnd[],
      label: row.label_vi,
      form: row.form,
      legalBasis: row.legal_basis,
    };
  });
  const isFor = (step: WorkflowStep, kind: PetitionKind, on: Day) =>
    (step.kinds.includes('*') || step.kinds.includes(kind)) && isInForce(step, on);
  const known = (code: string) => {
    const state = states.get(code);
    if (!state) throw new Error(`there is no state ${code}`);
    return state;
  };
  return {
    step: (action, kind, on) => steps.find((step) => step.action === action && isFor(step, kind, on)),
    actions: (kind, on) => steps.filter((step) => step.roles.length > 0 && isFor(step, kind, on)),
    stageOf: (state) => known(state).stage as CaseStage,
    labelOf: (state) => known(state),
  };
}
