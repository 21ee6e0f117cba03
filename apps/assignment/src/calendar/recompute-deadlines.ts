import type { CaseEvent } from '@tiepdan/contract-assignment';
import { dueDay } from '@tiepdan/deadline';
import { LawError } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { eventHeading, type Case, type CaseDeadline } from '../cases/case';
import { earliestRunning, isRunning, replaced } from '../clocks/clocks';

/** What a change of the calendar makes of one case. */
export interface RecomputedCase {
  /** Running deadlines as they are under the new calendar, moved or not. */
  readonly deadlines: readonly CaseDeadline[];
  /** The case and the event that tells of it; null where no due day moved. */
  readonly moved: { readonly changed: Case; readonly event: CaseEvent } | null;
  /** Codes of the law for deadlines it gives no answer to any more; these keep their due day. */
  readonly unanswered: readonly string[];
}

/** Computes the running deadlines of a case again. The same calendar a second time changes nothing. */
export function recomputeCase(law: Law, found: Case, deadlines: readonly CaseDeadline[]): RecomputedCase {
  const { version, sequence } = law.calendar;
  const unanswered: string[] = [];
  const due = (deadline: CaseDeadline) => {
    try {
      return dueDay({ law, ruleKey: deadline.rule, startedOn: deadline.startedOn, ...deadline.inputs });
    } catch (error) {
      // One that cannot be computed must not keep all others waiting; it stays as it is, for the next change to try again.
      unanswered.push(`${deadline.rule} ${error instanceof LawError ? error.code : 'FAULT'}`);
      return null;
    }
  };
  const before = deadlines.filter((deadline) => isRunning(deadline) && deadline.calendarSequence < sequence);
  const computed = before.flatMap((was) => {
    const dueOn = due(was);
    const now = { ...was, dueOn: dueOn ?? was.dueOn, calendarVersion: version, calendarSequence: sequence };
    return dueOn === null ? [] : [{ was, now }];
  });
  const after = computed.map(({ now }): CaseDeadline => now);
  const moved = computed.flatMap(({ was, now: { rule, startedOn, dueOn } }) =>
    dueOn === was.dueOn ? [] : [{ rule, startedOn, wasDueOn: was.dueOn, dueOn }],
  );
  if (moved.length === 0) return { deadlines: after, moved: null, unanswered };
  const nextDueOn = earliestRunning(replaced(deadlines, after));
  const changed: Case = { ...found, version: found.version + 1, nextDueOn };
  const event: CaseEvent = {
    ...eventHeading(changed),
    type: 'CaseDeadlinesMoved',
    data: { agencyId: changed.agencyId, calendarSequence: sequence, deadlines: moved },
  };
  return { deadlines: after, moved: { changed, event }, unanswered };
}
