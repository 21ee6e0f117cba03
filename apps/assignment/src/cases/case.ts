import { PROTECTED_KIND, type AccessObject, type Matter } from '@tiepdan/access';
import { caseContract } from '@tiepdan/contract-assignment';
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
  /** 1 first settlement, 2 second; 3 first and 4 second of a complaint about a disciplinary decision. */
  readonly instance: number;
  /** Exact state of the workflow, a code of the table of states. */
  readonly state: string;
  /** Coarse stage, the same for all kinds; follows from the state. */
  readonly stage: CaseStage;
  /** Where it stood when it was suspended, to go on from there; null unless it is suspended, like `suspendedOn`. */
  readonly previousState: string | null;
  /** The day of the decision to suspend it. */
  readonly suspendedOn: Day | null;
  readonly complexity: Complexity;
  readonly remoteArea: boolean;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly respondentAgencyId: string | null;
  readonly respondentOfficerId: string | null;
  /** Whether it is, or ever was, taken for a denunciation. */
  readonly isProtected: boolean;
  /** Who proposed what is to be done with it, at classification; approving it is for somebody else. */
  readonly proposedById: string | null;
  /** Officers who handled it at an earlier instance. */
  readonly earlierHandlers: readonly string[];
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
  /** Pauses and extensions it was computed with; a pause without an end while it is PAUSED. */
  readonly inputs: ClockInputs;
}

/** How every event of a case begins; `version` is the new one. */
export const eventHeading = ({ id, version }: Pick<Case, 'id' | 'version'>) => ({
  topic: caseContract.topic,
  aggregateId: id,
  aggregateVersion: version,
});

/** A case as access is judged by: who answers for it, who handles it, whom it is about. */
export const accessObjectOf = (found: Case): AccessObject => ({
  agencyId: found.agencyId,
  officerId: found.officerId,
  matter: matterOf(found),
});

export const matterOf = (found: Case): Matter => ({
  kind: found.isProtected ? PROTECTED_KIND : found.kind,
  respondentAgencyId: found.respondentAgencyId,
  respondentOfficerId: found.respondentOfficerId,
  earlierHandlers: found.earlierHandlers,
});
