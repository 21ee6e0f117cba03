import type { PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import type { Day } from '@tiepdan/law';
import type { Case, CaseDeadline } from './case';
import { outOfStep, type CaseKeeping } from './case-keeping';
import type { FollowedCase } from './classify-case';
import { earliestRunning, replaced, rulesMetBy, settle } from './clocks';

export type PetitionWithdrawn = Recorded<Extract<PetitionEvent, { type: 'PetitionWithdrawn' }>>;

/**
 * True where the petitioner meant it. Whoever was forced to take a petition back still asks for its settlement
 * (Luật Tố cáo Đ.33, Đ.34), so the case goes on.
 */
export const isMeant = ({ data }: PetitionWithdrawn): boolean => !data.coerced;

/** A case that nobody asks for any more since a day. Refuses CASE_NOT_AT_THIS_STEP where the workflow knows no such end. */
export function terminateCase(
  { law, workflow, now }: CaseKeeping,
  found: Case,
  deadlines: readonly CaseDeadline[],
  on: Day,
): FollowedCase {
  const step = workflow.step('withdraw', found.kind, on);
  if (!step?.toState || !step.fromStates.includes(found.state)) throw outOfStep('CASE_NOT_AT_THIS_STEP');
  const settled = settle(deadlines, rulesMetBy(law, found.kind, step.meets), on, true);
  const changed: Case = {
    ...found,
    version: found.version + 1,
    state: step.toState,
    stage: workflow.stageOf(step.toState),
    closedAt: now(),
    nextDueOn: earliestRunning(replaced(deadlines, settled)),
  };
  return {
    changed,
    deadlines: settled,
    event: {
      topic: 'assignment.case.v1',
      type: 'CaseClosed',
      aggregateId: changed.id,
      aggregateVersion: changed.version,
      data: { agencyId: changed.agencyId, state: changed.state, closedOn: on },
    },
  };
}
