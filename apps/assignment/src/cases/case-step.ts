import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import type { StepTaken } from '@tiepdan/workflow';
import type { Case, CaseDeadline } from './case';
import { stageOf } from './case-state';
import { earliestRunning, replaced } from './clocks';
import type { StepDocument } from './step-document';

/** What a person's step is decided from. */
export interface Taking {
  readonly law: Law;
  /** What the workflow makes of it. */
  readonly step: StepTaken;
  readonly found: Case;
  readonly deadlines: readonly CaseDeadline[];
  readonly today: Day;
}

/** What a person's step makes of a case; stored whole or not at all. */
export interface CaseStep {
  readonly changed: Case;
  /** New and changed deadlines. */
  readonly deadlines: readonly CaseDeadline[];
  readonly document: StepDocument | null;
  readonly event: CaseEvent;
}

/** The case after a step that changed or started some clocks, where the step leads to. */
export const caseAfter = (
  { step: { to }, found, deadlines }: Taking,
  clocks: readonly CaseDeadline[],
  change: Partial<Case> = {},
): Case => ({
  ...found,
  version: found.version + 1,
  state: to.code,
  stage: stageOf(to),
  nextDueOn: earliestRunning(replaced(deadlines, clocks)),
  ...change,
});

/** What every event of a step tells of the case and of the clocks it changed or started. */
export const toldOf = (changed: Case, document: StepDocument, clocks: readonly CaseDeadline[]) => ({
  agencyId: changed.agencyId,
  state: changed.state,
  documentNumber: document.number,
  deadlines: clocks.map(({ rule, startedOn, dueOn, status }) => ({ rule, startedOn, dueOn, status })),
});
