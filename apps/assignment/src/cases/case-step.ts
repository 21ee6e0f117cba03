import type { Standing } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/assignment';
import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import type { StepTaken, Transition } from '@tiepdan/workflow';
import type { Facts } from '@tiepdan/workflow-guards';
import type { DocumentGiven } from '../documents/official-document';
import type { DutyHolder } from '../duties/duty';
import type { Case, CaseDeadline } from './case';
import { stageOf } from './case-state';
import { earliestRunning, replaced } from '../clocks/clocks';
import type { Situation } from './situation';
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

/** What every step asks for. */
export interface StepInput {
  readonly case: string;
  readonly expectedVersion: number;
  readonly document?: DocumentGiven;
}

/** What a step by a document asks for. */
export interface StepByDocument extends StepInput {
  readonly document: DocumentGiven;
}

/** What a step may ask for beside the case. */
export interface StepReads {
  dutyHolder(officerId: string): Promise<DutyHolder | null>;
  standing(): Promise<Standing>;
}

/** A step of a case that a person takes: the rule behind one mutation. */
export interface CaseStepRule<Input extends StepInput> {
  /** Its mutation; the rows of the workflow tables name it as their command. */
  readonly operation: Operation;
  /** Codes it refuses with, beside those of every step. */
  readonly refuses: readonly string[];
  /** What its input brings about by itself, so that it is no condition to be met before. */
  readonly establishes?: Partial<Facts>;
  /** Refuses what stands against it beside the tables. */
  readonly check?: (law: Law, situation: Situation, transition: Transition) => unknown;
  decide(taking: Taking, input: Input, reads: StepReads): CaseStep | Promise<CaseStep>;
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
