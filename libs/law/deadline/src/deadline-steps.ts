import { dayNumber, dayOfNumber, type Day } from '@tiepdan/dated-table';
import { isWorkingNumber, restReason } from '@tiepdan/working-calendar';
import type { Law } from '@tiepdan/law';
import type { CheckedQuestion } from './deadline-question';
import { asSentence } from './deadline-text';
import type { Period } from './period';

/**
 * A span of days, both ends included. From the first to the last of start day and due day the steps leave no gap and do
 * not overlap. START is the start day, or for a rule that counts backwards the event. COUNTED and EXTENDED hold the days
 * that count but the last one; SKIPPED days do not count, on PAUSED days the clock stands still. ROLLED begins on the last
 * day that counts where that is a rest day. DUE is the due day; without ROLLED it is itself the last day that counts. A duty
 * of the day itself has a DUE step only.
 */
export interface DeadlineStep {
  readonly kind: 'START' | 'COUNTED' | 'SKIPPED' | 'PAUSED' | 'EXTENDED' | 'ROLLED' | 'DUE';
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  /** In Vietnamese. */
  readonly reason: string;
}

const COUNTED_REASON = 'Ngày được tính';
const DUE_REASON = 'Thời hạn kết thúc vào cuối ngày này';

/** How a period came to its due day. */
export function stepsOf(question: CheckedQuestion, { last, due }: Period): DeadlineStep[] {
  const { law, rule, count } = question;
  const start = dayNumber(question.startedOn);
  if (rule.backwards) return stepsBefore(question, { last, due }, start);
  if (count === 0) return [stepOf('DUE', due, due, 'Phải thực hiện ngay trong ngày')];
  const steps = [stepOf('START', start, start, asSentence(law.conventions.R2.text))];
  const phases = phasesOf(question);
  let day = start + 1;
  while (day < due) {
    const next = nextStep(question, phases, day, last, due);
    addStep(steps, next);
    day = dayNumber(next.to) + 1;
  }
  steps.push(stepOf('DUE', due, due, DUE_REASON));
  return steps;
}

/** What counts one after the other: the period itself, then each extension. */
interface Phase {
  readonly kind: 'COUNTED' | 'EXTENDED';
  readonly reason: string;
  left: number;
}

function phasesOf({ unit, count, extensions }: CheckedQuestion): Phase[] {
  const inDays = unit === 'CALENDAR_DAY' || unit === 'WORKING_DAY';
  return [
    { kind: 'COUNTED', reason: COUNTED_REASON, left: inDays ? count : Infinity },
    ...extensions.map((length, index): Phase => ({
      kind: 'EXTENDED',
      reason: `Gia hạn lần ${index + 1}`,
      left: length,
    })),
  ];
}

function nextStep(question: CheckedQuestion, phases: Phase[], day: number, last: number, due: number): DeadlineStep {
  const { law, unit, standStills } = question;
  const standStill = standStills.length === 0 ? undefined : standStills.find(({ to }) => day < to);
  if (standStill !== undefined && standStill.from <= day)
    return stepOf('PAUSED', day, Math.min(standStill.to, due) - 1, standStill.reason);
  const limit = Math.min(due, standStill?.from ?? due);
  if (day >= last) return rolled(law, day, limit - 1);
  if (unit === 'WORKING_DAY' && !isWorkingNumber(law.calendar, day))
    return stepOf('SKIPPED', day, day, restReason(law.calendar, dayOfNumber(day)));
  const phase = phases.find(({ left }) => left > 0)!;
  const length = unit === 'WORKING_DAY' ? 1 : Math.min(limit - day, last - day, phase.left);
  phase.left -= length;
  return stepOf(phase.kind, day, day + length - 1, phase.reason);
}

function rolled(law: Law, from: number, to: number): DeadlineStep {
  return stepOf('ROLLED', from, to, `${restReasons(law, from, to)}: ${law.conventions.R3.text}`);
}

function restReasons(law: Law, from: number, to: number): string {
  const reasons = new Set<string>();
  for (let day = from; day <= to; day += 1) reasons.add(restReason(law.calendar, dayOfNumber(day)));
  return [...reasons].join('; ');
}

/** Neighbouring days of one kind and one reason make one step. */
function addStep(steps: DeadlineStep[], next: DeadlineStep): void {
  const before = steps.at(-1)!;
  if (before.kind === next.kind && before.reason === next.reason)
    steps[steps.length - 1] = { ...before, to: next.to, days: before.days + next.days };
  else steps.push(next);
}

/** From the due day forward to the event. */
function stepsBefore(question: CheckedQuestion, { last, due }: Period, event: number): DeadlineStep[] {
  const { law, unit } = question;
  const steps = [stepOf('DUE', due, due, 'Phải thực hiện chậm nhất vào cuối ngày này')];
  if (due < last)
    steps.push(stepOf('ROLLED', due + 1, last, `${restReasons(law, due + 1, last)}: ${law.conventions.C4.text}`));
  for (let day = last + 1; day < event; day += 1) {
    const counts = unit !== 'WORKING_DAY' || isWorkingNumber(law.calendar, day);
    const reason = counts ? COUNTED_REASON : restReason(law.calendar, dayOfNumber(day));
    addStep(steps, stepOf(counts ? 'COUNTED' : 'SKIPPED', day, day, reason));
  }
  steps.push(stepOf('START', event, event, 'Ngày diễn ra, không tính'));
  return steps;
}

const stepOf = (kind: DeadlineStep['kind'], from: number, to: number, reason: string): DeadlineStep => ({
  kind,
  from: dayOfNumber(from),
  to: dayOfNumber(to),
  days: to - from + 1,
  reason,
});
