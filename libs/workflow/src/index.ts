export { checkWorkflows, type Finding, type FindingKind } from './check-workflows';
export {
  allowedActions,
  follow,
  machineFor,
  step,
  type ActionAnswer,
  type Actor,
  type StepAnswer,
  type StepRefusal,
  type StepTaken,
} from './engine';
export type { Facts } from './facts';
export { loadForms, type DocumentForm, type FormCatalogue } from './forms';
export type { GuardExample } from './guard-examples';
export type { GuardName } from './guards';
export { loadWorkflows, type GuardSentence, type Named, type Workflows } from './load-workflows';
export {
  PREVIOUS,
  stateOf,
  statesAfter,
  type Entry,
  type Machine,
  type State,
  type TimerReferences,
  type Transition,
} from './machine';
export { countOf, outcomes, resolvedRate, type Count, type Outcome, type ResolvedCounts, type ResolvedOutcome, type Standing } from './outcome'; // prettier-ignore
export { caseStages, type CaseStage } from './stages';
