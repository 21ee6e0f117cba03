import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { toDay, type Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import { isOver, type Case, type CaseDeadline } from './case';
import type { CaseWorkflow } from './case-workflow';
import { earliestRunning, replaced, rulesMetBy, settle } from './clocks';

export type LaterPetitionEvent = Recorded<Exclude<PetitionEvent, { type: 'PetitionReceived' }>>;

/** What an event of intake does to the case of its petition. */
export interface FollowedCase {
  readonly changed: Case;
  readonly deadlines: readonly CaseDeadline[];
  readonly event: CaseEvent;
  /** The petition it repeats, where it joins that one's case. */
  readonly joins: string | null;
}

/**
 * The case after its petition was classified or withdrawn. Refuses CASE_UNKNOWN or CASE_NOT_AT_THIS_STEP: such an event
 * is kept aside with its petition, while others go on.
 */
export function followPetition(
  { law, workflow }: { law: Law; workflow: CaseWorkflow },
  event: LaterPetitionEvent,
  found: Case | undefined,
  deadlines: readonly CaseDeadline[],
  now: Date,
): FollowedCase {
  if (!found) throw outOfStep('CASE_UNKNOWN');
  const on = toDay(event.type === 'PetitionClassified' ? event.data.classifiedOn : event.data.withdrawnOn);
  const kind = event.type === 'PetitionClassified' ? event.data.kind : found.kind;
  const joins = event.type === 'PetitionClassified' ? event.data.duplicateOfId : null;
  const action =
    event.type === 'PetitionWithdrawn' ? 'withdraw' : joins === null ? `classify.${event.data.direction}` : 'join';
  const step = workflow.step(action, kind, on);
  if (!step?.toState || !step.fromStates.includes(found.state)) throw outOfStep('CASE_NOT_AT_THIS_STEP');

  const stage = workflow.stageOf(step.toState);
  const settled = settle(deadlines, rulesMetBy(law, kind, step.meets), on, isOver(stage));
  const changed: Case = {
    ...found,
    version: found.version + 1,
    kind,
    state: step.toState,
    stage,
    closedAt: isOver(stage) ? now : null,
    nextDueOn: earliestRunning(replaced(deadlines, settled)),
  };
  return { changed, deadlines: settled, joins, event: eventOf(event, changed, on) };
}

function eventOf(event: LaterPetitionEvent, changed: Case, on: string): CaseEvent {
  const about = { topic: 'assignment.case.v1', aggregateId: changed.id, aggregateVersion: changed.version } as const;
  const { agencyId, state, kind, petitionId } = changed;
  if (event.type === 'PetitionWithdrawn' || event.data.duplicateOfId !== null)
    return { ...about, type: 'CaseClosed', data: { agencyId, state, closedOn: on } };
  const { direction } = event.data;
  return { ...about, type: 'CaseClassified', data: { agencyId, petitionId, kind, direction, state, classifiedOn: on } };
}

const outOfStep = (code: string) =>
  new Refusal({
    code,
    message: 'Vụ việc của đơn này chưa có hoặc không ở bước phù hợp.',
    messageEn: 'The case of this petition is not there or not at a fitting step.',
  });
