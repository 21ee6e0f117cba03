import { cellMatches, isInForce, type Day, type PetitionKind } from '@tiepdan/dated-table';
import type { Law, Timer } from '@tiepdan/law';
import { rowsOn, type Machine, type Transition } from '@tiepdan/workflow';
import { reachable, statesReachedBy } from './check-shape';
import type { ClockException } from './clock-exceptions';
import type { Finding } from './finding';

type RulesAndTimers = Pick<Law, 'rules' | 'timers'>;

/** One kind of petition in one procedure on one day. */
interface Course {
  readonly law: RulesAndTimers;
  readonly machine: Machine;
  readonly kind: PetitionKind;
  readonly on: Day;
  /** Those that a matter may come to. */
  readonly rows: readonly Transition[];
}

/**
 * Clocks that cannot be right: one that starts and that no later step meets, and one that is met and that no step starts. A
 * clock counted from receipt may be met by the very step that starts it; a rule that counts back from an event starts at none.
 */
export function checkClocks(
  machine: Machine,
  on: Day,
  law: RulesAndTimers,
  exceptions: readonly ClockException[],
  used: Set<ClockException>,
): readonly Finding[] {
  const findings = machine.kinds.flatMap((kind) => {
    const all = rowsOn(machine, on, kind);
    const reached = reachable([machine.initial], all);
    const rows = all.filter(({ from }) => from.length === 0 || from.some((state) => reached.has(state)));
    const course = { law, machine, kind, on, rows };
    return [...neverMet(course), ...neverStarted(course)];
  });
  return findings.filter(({ kind, rule }) => {
    const exception = exceptions.find(
      ({ fault, machines, ...excused }) => fault === kind && excused.rule === rule && machines.includes(machine.code),
    );
    if (exception) used.add(exception);
    return !exception;
  });
}

type ClockFinding = Finding & { readonly rule: string };

const neverMet = (course: Course): ClockFinding[] =>
  course.rows.flatMap((row) => {
    const after = reachable(statesReachedBy(course.rows, row), course.rows);
    const later = course.rows.filter(({ from }) => from.some((state) => after.has(state)));
    return clocksStarted(course, row)
      .filter(({ rule, fromReceipt }) => ![...later, ...(fromReceipt ? [row] : [])].some(meets(course, rule)))
      .map(({ rule }) => ({
        kind: 'CLOCK_NEVER_MET',
        at: row.at,
        rule,
        problem: `${row.action}: no later step of ${course.machine.code} meets ${rule}`,
      }));
  });

function neverStarted(course: Course): ClockFinding[] {
  const started = new Set(course.rows.flatMap((row) => clocksStarted(course, row)).map(({ rule }) => rule));
  const counted = (rule: string) =>
    course.law.rules.get(rule)?.some((version) => isInForce(version, course.on) && !version.backwards);
  return course.rows.flatMap((row) =>
    clocksMet(course, row)
      .filter((rule) => counted(rule) && !started.has(rule))
      .map((rule) => ({
        kind: 'CLOCK_NEVER_STARTED',
        at: row.at,
        rule,
        problem: `${row.action}: no step of ${course.machine.code} starts ${rule}`,
      })),
  );
}

const isFor = ({ machine, kind, on }: Course, timer: Timer): boolean =>
  isInForce(timer, on) &&
  cellMatches(timer.kinds, kind) &&
  (machine.instances[0] === '*' || machine.instances.some((instance) => cellMatches(timer.instances, instance)));

function clocksStarted(course: Course, { starts }: Transition) {
  const ofEvents = course.law.timers.filter((timer) => starts.events.includes(timer.event) && isFor(course, timer));
  const clocks = [
    ...ofEvents.map(({ rule, countsFrom }) => ({ rule, fromReceipt: countsFrom === 'receipt' })),
    ...starts.rules.map((rule) => ({ rule, fromReceipt: false })),
  ];
  return clocks.filter(({ rule }) => course.law.rules.get(rule)?.some((version) => isInForce(version, course.on)));
}

const clocksMet = (course: Course, { meets: { events, rules } }: Transition): readonly string[] => [
  ...rules,
  ...course.law.timers
    .filter((timer) => isFor(course, timer) && events.some((event) => timer.metBy.includes(event)))
    .map(({ rule }) => rule),
];

const meets = (course: Course, rule: string) => (row: Transition) => clocksMet(course, row).includes(rule);
