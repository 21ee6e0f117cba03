import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import type { Case, CaseDeadline } from './case';

/** The document by which a step was taken. */
export interface StepDocument {
  readonly number: string | null;
  readonly title: string;
  readonly issuedOn: Day;
}

/** What a person's step makes of a case; stored whole or not at all. */
export interface CaseStep {
  readonly changed: Case;
  /** New and changed deadlines. */
  readonly deadlines: readonly CaseDeadline[];
  readonly document: StepDocument | null;
  readonly event: CaseEvent;
}
