import { addDays, isInForce, type Validity } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { type Facts, guardExamples, type GuardExample, guards, type GuardName } from '@tiepdan/workflow-guards';
import type { FormCatalogue, Transition, Workflows } from '@tiepdan/workflow';
import { checkClocks } from './check-clocks';
import { checkShape, daysOfChange } from './check-shape';
import { checkAddressees } from './check-told';
import type { ClockException } from './clock-exceptions';
import type { Finding, FindingKind } from './finding';

type RulesAndTimers = Pick<Law, 'rules' | 'timers'>;

export interface CheckSettings {
  readonly exceptions?: readonly ClockException[];
  readonly examples?: Readonly<Partial<Record<string, GuardExample>>>;
  /** Behind the names of guards; those of the library unless told. */
  readonly functions?: Readonly<Record<GuardName, (facts: Facts) => boolean>>;
}

/** What is wrong with the tables, looked at as of every day on which one of them changes. Nothing found: the list is empty. */
export function checkWorkflows(
  workflows: Workflows,
  law: RulesAndTimers,
  forms: FormCatalogue,
  { exceptions = [], examples = guardExamples, functions = guards }: CheckSettings = {},
): readonly Finding[] {
  const machines = [...workflows.machines.values()];
  const included = new Set(machines.flatMap(({ includes }) => includes));
  const used = new Set<ClockException>();
  const findings = [
    ...machines.flatMap((machine) => {
      const whole = !included.has(machine.code);
      return daysOfChange(machine).flatMap((on) => [
        ...checkShape(machine, on, whole),
        ...(whole ? checkAddressees(machine, on, forms) : []),
        ...(whole ? checkClocks(machine, on, law, exceptions, used) : []),
      ]);
    }),
    ...machines.flatMap(({ transitions }) => transitions.flatMap((row) => checkRow(row, law, forms))),
    ...[...workflows.guards.keys()].flatMap((name) => checkGuard(name, functions[name], examples[name])),
    ...exceptions.filter((exception) => !used.has(exception)).map(needless),
  ];
  return [
    ...new Map(findings.map((finding) => [`${finding.kind} ${finding.at} ${finding.problem}`, finding])).values(),
  ];
}

/** Forms that a list of codes names and the catalogue does not have all the time the code holds. */
export const checkRefusalForms = ({ codes }: Pick<Law, 'codes'>, forms: FormCatalogue): readonly Finding[] =>
  codes.refusalGrounds
    .filter((ground) => ground.form !== '-' && !holdsThroughout(forms.get(ground.form), ground))
    .map(({ at, code, form, validFrom }) => ({
      kind: 'DOCUMENT_WITHOUT_FORM',
      at,
      problem: `${code}: no form ${form} from ${validFrom} on`,
    }));

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
      found('TIMER_WITHOUT_RULE', `no rule ${key} all the time from ${row.validFrom} on`);
  for (const key of row.starts.rules)
    if (law.rules.get(key)?.some((rule) => overlap(rule, row) && (rule.counting === null || rule.backwards)))
      found('CLOCK_WITHOUT_DATE', `${key} gives no date counted from a step`);
  for (const code of row.documents)
    if (!holdsThroughout(forms.get(code), row))
      found('DOCUMENT_WITHOUT_FORM', `no form ${code} from ${row.validFrom} on`);
  return findings;
}

const overlap = (one: Validity, other: Validity): boolean =>
  (one.validTo === null || one.validTo >= other.validFrom) &&
  (other.validTo === null || other.validTo >= one.validFrom);

/** Whether some version is in force on every day of a span. */
function holdsThroughout(versions: readonly Validity[] | undefined, { validFrom, validTo }: Validity): boolean {
  for (let day = validFrom; ;) {
    const version = versions?.find((candidate) => isInForce(candidate, day));
    if (version === undefined) return false;
    if (version.validTo === null || (validTo !== null && version.validTo >= validTo)) return true;
    day = addDays(version.validTo, 1);
  }
}

function checkGuard(
  name: GuardName,
  guard: (facts: Facts) => boolean,
  example: GuardExample | undefined,
): readonly Finding[] {
  const answer = (facts: Partial<Facts>) => guard({ ...facts } as Facts);
  const proven = example !== undefined && answer(example.holds) && !answer(example.fails);
  const findings: Finding[] = [];
  if (!proven)
    findings.push({ kind: 'GUARD_WITHOUT_TEST', at: name, problem: 'no pair of examples shows it hold and fail' });
  if (answer({}) && !example?.presumed)
    findings.push({ kind: 'GUARD_PRESUMES', at: name, problem: 'it holds though nothing is established' });
  return findings;
}

const needless = ({ at, rule }: ClockException): Finding => ({
  kind: 'NEEDLESS_EXCEPTION',
  at,
  problem: `nothing is wrong with ${rule} any more`,
});
