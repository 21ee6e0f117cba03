import { addDays, isInForce, type Day, type Validity } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { type Facts, guardExamples, type GuardExample, guards, type GuardName } from '@tiepdan/workflow-guards';
import {
  type FormCatalogue,
  type Workflows,
  rowsOn,
  statesAfter,
  type Machine,
  type Transition,
} from '@tiepdan/workflow';

export type FindingKind =
  | 'UNREACHABLE_STATE'
  | 'DEAD_END'
  | 'EXIT_FROM_FINAL_STATE'
  | 'ACTION_WITHOUT_ACTOR'
  | 'NOBODY_TOLD'
  | 'TIMER_WITHOUT_RULE'
  | 'GUARD_WITHOUT_TEST'
  | 'DOCUMENT_WITHOUT_FORM';

/** Something wrong with the tables that reading them cannot show. */
export interface Finding {
  readonly kind: FindingKind;
  /** File and line. */
  readonly at: string;
  readonly problem: string;
}

type RulesAndTimers = Pick<Law, 'rules' | 'timers'>;

/** What is wrong with the tables, looked at as of every day on which one of them changes. Nothing found: the list is empty. */
export function checkWorkflows(
  workflows: Workflows,
  law: RulesAndTimers,
  forms: FormCatalogue,
  examples: Readonly<Partial<Record<string, GuardExample>>> = guardExamples,
): readonly Finding[] {
  const machines = [...workflows.machines.values()];
  const included = new Set(machines.flatMap(({ includes }) => includes));
  const findings = [
    ...machines.flatMap((machine) =>
      daysOfChange(machine).flatMap((on) => checkShape(machine, on, !included.has(machine.code))),
    ),
    ...machines.flatMap(({ transitions }) => transitions.flatMap((row) => checkRow(row, law, forms))),
    ...[...workflows.guards.keys()].flatMap((name) => checkGuard(name, examples[name])),
  ];
  return [
    ...new Map(findings.map((finding) => [`${finding.kind} ${finding.at} ${finding.problem}`, finding])).values(),
  ];
}

function daysOfChange({ validFrom, states, transitions }: Machine): readonly Day[] {
  const changes = [...states, ...transitions].flatMap((entry) => [
    entry.validFrom,
    ...(entry.validTo === null ? [] : [addDays(entry.validTo, 1)]),
  ]);
  return [...new Set([validFrom, ...changes.filter((day) => day > validFrom)])];
}

/** A part that other machines include may end where they go on, so only whole machines have dead ends. */
function checkShape(machine: Machine, on: Day, whole: boolean): readonly Finding[] {
  const states = machine.states.filter((state) => isInForce(state, on));
  const reached = reachable(machine.initial, rowsOn(machine, on));
  const findings: Finding[] = states
    .filter(({ code, machines }) => machines.includes(machine.code) && !reached.has(code))
    .map(({ at, code }) => ({ kind: 'UNREACHABLE_STATE', at, problem: `nothing leads to ${code} of ${machine.code}` }));
  for (const kind of machine.kinds) {
    const rows = rowsOn(machine, on, kind);
    const reachedByKind = reachable(machine.initial, rows);
    for (const { at, code, final } of states.filter((state) => reachedByKind.has(state.code))) {
      const exits = rows.filter(({ from }) => from.includes(code));
      const leadsOn = exits.some((row) => statesAfter(rows, row, code).some((next) => next !== code));
      if (whole && !final && !leadsOn)
        findings.push({ kind: 'DEAD_END', at, problem: `a ${kind} never leaves ${code} of ${machine.code}` });
      if (final)
        for (const row of exits)
          findings.push({ kind: 'EXIT_FROM_FINAL_STATE', at: row.at, problem: `${row.action} starts in ${code}` });
    }
  }
  return findings;
}

function reachable(initial: string, rows: readonly Transition[]): ReadonlySet<string> {
  const reached = new Set([initial]);
  for (const state of reached)
    for (const row of rows.filter(({ from }) => from.includes(state)))
      for (const next of statesAfter(rows, row, state)) reached.add(next);
  return reached;
}

function checkRow(row: Transition, law: RulesAndTimers, forms: FormCatalogue): readonly Finding[] {
  const { at, action } = row;
  const findings: Finding[] = [];
  const found = (kind: FindingKind, problem: string) => findings.push({ kind, at, problem: `${action}: ${problem}` });
  if (row.actors.length === 0) found('ACTION_WITHOUT_ACTOR', 'nobody may take it');
  const untold = row.mustTell.filter((audience) => !row.told.includes(audience));
  if (untold.length > 0) found('NOBODY_TOLD', `the law names ${untold.join(', ')}`);
  for (const event of row.starts.events)
    if (!law.timers.some((timer) => timer.event === event)) found('TIMER_WITHOUT_RULE', `nothing starts at ${event}`);
  for (const event of row.meets.events)
    if (!law.timers.some(({ metBy }) => metBy.includes(event))) found('TIMER_WITHOUT_RULE', `nothing ends at ${event}`);
  for (const key of [...row.starts.rules, ...row.meets.rules])
    if (!holdsThroughout(law.rules.get(key), row))
      found('TIMER_WITHOUT_RULE', `no rule ${key} from ${row.validFrom} on`);
  for (const code of row.documents)
    if (!holdsThroughout(forms.get(code), row))
      found('DOCUMENT_WITHOUT_FORM', `no form ${code} from ${row.validFrom} on`);
  return findings;
}

/** Whether some version is in force at the row's beginning and at its end. */
const holdsThroughout = (versions: readonly Validity[] | undefined, { validFrom, validTo }: Validity): boolean =>
  versions !== undefined &&
  versions.some((version) => isInForce(version, validFrom)) &&
  versions.some((version) => (validTo === null ? version.validTo === null : isInForce(version, validTo)));

function checkGuard(name: GuardName, example: GuardExample | undefined): readonly Finding[] {
  const answer = (facts: Partial<Facts>) => guards[name]({ ...facts } as Facts);
  const proven = example !== undefined && answer(example.holds) && !answer(example.fails);
  return proven
    ? []
    : [{ kind: 'GUARD_WITHOUT_TEST', at: name, problem: 'no pair of examples shows it hold and fail' }];
}
