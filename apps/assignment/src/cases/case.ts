import type { ClockInputs } from '@tiepdan/deadline';
import type { Complexity, Day, PetitionKind } from '@tiepdan/dated-table';
import type { CaseStage } from '@tiepdan/workflow';

/** The matter to be settled (vụ việc). Several petitions may belong to one. */
export interface Case {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  /** The petition it was opened for. */
  readonly petitionId: string;
  readonly petitionNumber: string;
  readonly kind: PetitionKind;
  /** 1 first settlement, 2 second. */
  readonly instance: number;
  /** Exact state of the workflow, a code of the table of states. */
  readonly state: string;
  /** Coarse stage, the same for all kinds; follows from the state. */
  readonly stage: CaseStage;
  readonly complexity: Complexity;
  readonly remoteArea: boolean;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly respondentAgencyId: string | null;
  readonly respondentOfficerId: string | null;
  readonly replyChannel: 'EMAIL' | 'LETTER';
  /** How the petition came in; decides which clocks start. */
  readonly channel: string;
  readonly receivedOn: Day;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** Earliest due day of a running deadline; orders the worklist. */
  readonly nextDueOn: Day | null;
}

export type DeadlineStatus = 'RUNNING' | 'PAUSED' | 'MET' | 'MISSED' | 'CANCELLED';

/** A deadline (thời hạn) as it was computed: rule, inputs, result. Never typed in. */
export interface CaseDeadline {
  readonly caseId: string;
  readonly rule: string;
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly status: DeadlineStatus;
  readonly metOn: Day | null;
  readonly ruleVersion: string;
  readonly calendarVersion: string;
  /** Of the change of the calendar it was last computed by. */
  readonly calendarSequence: number;
  /** Pauses and extensions it was computed with. */
  readonly inputs: ClockInputs;
}

/**
 * Who a case is about may neither see nor find it: the officer complained of, and for denunciations everybody of the
 * agency denounced (Luật Tố cáo Đ.8).
 */
export const isHiddenFrom = (
  { kind, respondentOfficerId, respondentAgencyId }: Pick<Case, 'kind' | 'respondentOfficerId' | 'respondentAgencyId'>,
  person: { readonly id: string; readonly agencyId: string | null },
): boolean =>
  respondentOfficerId === person.id ||
  (kind === 'DENUNCIATION' && respondentAgencyId !== null && respondentAgencyId === person.agencyId);
