import { addDays, isInForce, type Day } from '@tiepdan/dated-table';
import { rowsOn, statesAfter, type Machine, type Transition } from '@tiepdan/workflow';
import type { Finding } from './finding';

/** Every day on which something of a procedure changes, beginning with its own first. */
export function daysOfChange({ validFrom, states, transitions }: Machine): readonly Day[] {
  const changes = [...states, ...transitions].flatMap((entry) => [
    entry.validFrom,
    ...(entry.validTo === null ? [] : [addDays(entry.validTo, 1)]),
  ]);
  return [...new Set([validFrom, ...changes.filter((day) => day > validFrom)])];
}

/** A part that other machines include may end where they go on, so only whole machines have dead ends. */
export function checkShape(machine: Machine, on: Day, whole: boolean): readonly Finding[] {
  const states = machine.states.filter((state) => isInForce(state, on));
  const reached = reachable([machine.initial], rowsOn(machine, on));
  const findings: Finding[] = states
    .filter(({ code, machines }) => machines.includes(machine.code) && !reached.has(code))
    .map(({ at, code }) => ({ kind: 'UNREACHABLE_STATE', at, problem: `nothing leads to ${code} of ${machine.code}` }));
  for (const kind of machine.kinds) {
    const rows = rowsOn(machine, on, kind);
    const reachedByKind = reachable([machine.initial], rows);
    const final = states.filter((state) => state.final).map(({ code }) => code);
    const ending = leadingTo(final, rows);
    for (const { at, code } of states.filter((state) => reachedByKind.has(state.code))) {
      if (whole && !ending.has(code))
        findings.push({
          kind: 'DEAD_END',
          at,
          problem: `a ${kind} in ${code} of ${machine.code} never comes to an end`,
        });
      if (final.includes(code))
        for (const row of rows.filter(({ from }) => from.includes(code)))
          findings.push({ kind: 'EXIT_FROM_FINAL_STATE', at: row.at, problem: `${row.action} starts in ${code}` });
    }
  }
  return findings;
}

/** States that a matter may come to from some, those among them. */
export function reachable(from: readonly string[], rows: readonly Transition[]): ReadonlySet<string> {
  const reached = new Set(from);
  for (const state of reached)
    for (const row of rows.filter((candidate) => candidate.from.includes(state)))
      for (const next of statesAfter(rows, row, state)) reached.add(next);
  return reached;
}

/** States from which a matter may come to some, those among them. */
function leadingTo(to: readonly string[], rows: readonly Transition[]): ReadonlySet<string> {
  const leading = new Set(to);
  for (const target of leading)
    for (const row of rows)
      for (const state of row.from) if (statesAfter(rows, row, state).includes(target)) leading.add(state);
  return leading;
}

/** States in which a matter may be after a row. */
export const statesReachedBy = (rows: readonly Transition[], row: Transition): readonly string[] =>
  row.from.length === 0 ? statesAfter(rows, row, '') : row.from.flatMap((state) => statesAfter(rows, row, state));
