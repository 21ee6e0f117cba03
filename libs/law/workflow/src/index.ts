export {
  allowedActions,
  answerTo,
  follow,
  machineFor,
  step,
  type ActionAnswer,
  type Actor,
  type StepAnswer,
  type StepRefusal,
  type StepTaken,
} from './engine';
export { loadForms, type DocumentForm, type FormCatalogue } from './forms';
export { loadWorkflows, type GuardSentence, type Named, type Workflows } from './load-workflows';
export {
  PREVIOUS,
  rowsOn,
  stateOf,
  statesAfter,
  type Entry,
  type Machine,
  type State,
  type TimerReferences,
  type Transition,
} from './machine';
export { countOf, outcomes, resolvedRate, type Count, type Outcome, type ResolvedCounts, type ResolvedOutcome, type Standing } from './outcome'; // prettier-ignore
export { caseStages, taskStateMeanings, taskStates, type CaseStage, type TaskState } from './stages';
