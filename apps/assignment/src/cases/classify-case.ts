import { competentBody, PROTECTED_KIND, type Standing } from '@tiepdan/access';
import type { CaseEvent } from '@tiepdan/contract-assignment';
import type { PetitionEvent } from '@tiepdan/contract-intake';
import type { Recorded } from '@tiepdan/event-contract';
import { toDay } from '@tiepdan/dated-table';
import { follow } from '@tiepdan/workflow';
import { eventHeading, matterOf, type Case, type CaseDeadline } from './case';
import { outOfStep, type CaseKeeping } from './case-keeping';
import { machineOf, rulesMetByStep, stageOf } from './case-state';
import { clocksOfStep, correctedClocks, earliestRunning, replaced, settle } from '../clocks/clocks';

export type PetitionClassified = Recorded<Extract<PetitionEvent, { type: 'PetitionClassified' }>>;

/** What an event of intake does to a case. */
export interface FollowedCase {
  readonly changed: Case;
  /** New and changed deadlines. */
  readonly deadlines: readonly CaseDeadline[];
  readonly event: CaseEvent;
}

/**
 * The case opened for a petition after intake classified that petition: proposed for acceptance, ended with a handling
 * direction, or joined to another. Refuses CASE_UNKNOWN, CASE_NOT_AT_THIS_STEP.
 */
export function classifyCase(
  { law, workflow, now, standing }: CaseKeeping,
  event: PetitionClassified,
  found: Case | undefined,
  deadlines: readonly CaseDeadline[],
): FollowedCase {
  if (!found) throw outOfStep('CASE_UNKNOWN');
  const { kind, direction, duplicateOfId } = event.data;
  const on = toDay(event.data.classifiedOn);
  const machine = machineOf(workflow, { kind, instance: found.instance });
  const action = duplicateOfId === null ? `classify.${direction}` : 'join';
  const step = follow(machine, found.state, action, { on, kind });
  if (!step) throw outOfStep('CASE_NOT_AT_THIS_STEP');

  const { to, transition } = step;
  const corrected = answeredByFree(
    { ...found, kind, isProtected: found.isProtected || kind === PROTECTED_KIND },
    standing,
  );
  const before = kind === found.kind ? deadlines : correctedClocks(law, machine, corrected, deadlines);
  const started = clocksOfStep(law, corrected, step, on).filter(
    ({ rule }) => !before.some((deadline) => deadline.rule === rule),
  );
  const met = rulesMetByStep(law, kind, transition);
  // What the step itself starts still runs where the case is over, unless the step meets it as well.
  const clocks = [...before, ...started];
  const settled = replaced(clocks, [...settle(before, met, on, to.over), ...settle(started, met, on, false)]);
  const changed: Case = {
    ...corrected,
    version: found.version + 1,
    state: to.code,
    stage: stageOf(to),
    proposedById: event.data.classifiedById ?? null,
    closedAt: to.over ? now() : null,
    nextDueOn: earliestRunning(settled),
  };
  const stored = settled.filter((deadline) => !deadlines.includes(deadline));
  return { changed, deadlines: stored, event: classified(event, changed) };
}

/** A matter that turns out to be a denunciation of whoever answers for it goes to the nearest body above that is free. */
function answeredByFree(found: Case, standing: Standing): Case {
  const agencyId = competentBody(found.agencyId, matterOf(found), standing) ?? found.agencyId;
  const isWithItsHandler = agencyId === found.agencyId && found.officerId !== found.respondentOfficerId;
  return { ...found, agencyId, officerId: isWithItsHandler ? found.officerId : null };
}

function classified({ data }: PetitionClassified, changed: Case): CaseEvent {
  const about = eventHeading(changed);
  const { agencyId, state, kind, petitionId } = changed;
  const { direction, classifiedOn, duplicateOfId } = data;
  return duplicateOfId === null
    ? { ...about, type: 'CaseClassified', data: { agencyId, petitionId, kind, direction, state, classifiedOn } }
    : { ...about, type: 'CaseClosed', data: { agencyId, state, closedOn: classifiedOn } };
}
