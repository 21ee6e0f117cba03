import type { PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import type { Day } from '@tiepdan/dated-table';
import { follow } from '@tiepdan/workflow';
import { eventHeading, type Case, type CaseDeadline } from './case';
import { outOfStep, type CaseKeeping } from './case-keeping';
import { machineOf, rulesMetByStep, stageOf } from './case-state';
import type { FollowedCase } from './classify-case';
import { clocksOfStep, earliestRunning, replaced, settle } from '../clocks/clocks';

export type PetitionWithdrawn = Recorded<Extract<PetitionEvent, { type: 'PetitionWithdrawn' }>>;

/**
 * True where the petitioner meant it. Whoever was forced to take a petition back still asks for its settlement
 * (Luật Tố cáo Đ.33, Đ.34), so the case goes on.
 */
export const isMeant = ({ data }: PetitionWithdrawn): boolean => !data.coerced;

/**
 * A case that nobody asks for any more since a day; the decision about it is a step of its own. Refuses
 * CASE_NOT_AT_THIS_STEP where the workflow knows no such end.
 */
export function terminateCase(
  { law, workflow, now }: CaseKeeping,
  found: Case,
  deadlines: readonly CaseDeadline[],
  on: Day,
): FollowedCase {
  const step = follow(machineOf(workflow, found), found.state, 'withdraw', { on, kind: found.kind });
  if (!step) throw outOfStep('CASE_NOT_AT_THIS_STEP');
  const settled = [
    ...settle(deadlines, rulesMetByStep(law, found.kind, step.transition), on, step.to.over),
    ...clocksOfStep(law, found, step, on),
  ];
  const changed: Case = {
    ...found,
    version: found.version + 1,
    state: step.to.code,
    stage: stageOf(step.to),
    previousState: null,
    suspendedOn: null,
    closedAt: step.to.over ? now() : null,
    nextDueOn: earliestRunning(replaced(deadlines, settled)),
  };
  return {
    changed,
    deadlines: settled,
    event: {
      ...eventHeading(changed),
      type: 'CaseClosed',
      data: { agencyId: changed.agencyId, state: changed.state, closedOn: on },
    },
  };
}
