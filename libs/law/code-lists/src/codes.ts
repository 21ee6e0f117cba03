import { kinds, numberFrom1, oneOf, readCodeList, ruleKeys, someOf, text, type KnownRules } from './code-list';
import { cellMatches, listCell } from '@tiepdan/dated-table';

export type CodeLists = ReturnType<typeof loadCodeLists>;

/** @throws Error naming file and line of the first fault found, a rule that a list names and nobody knows among them */
export function loadCodeLists(directory: string, rules: KnownRules) {
  const application = oneOf('ALWAYS', 'ALTERNATIVE', 'SPECIAL_CASE');
  const named = ruleKeys(rules);
  return {
    /** What a petition must fulfil to be handled; an ALTERNATIVE stands in for the others. */
    eligibilityConditions: readCodeList(directory, 'codes/eligibility-conditions.psv', { kinds, application }),
    /** Why a petition is not handled, and what is then usually done with it. */
    ineligibleReasons: readCodeList(directory, 'codes/ineligible-reasons.psv', { usualDirection: text }),
    /** Why a person is not received, how that is told, and on which form (`-` for none). */
    refusalGrounds: readCodeList(directory, 'codes/refusal-grounds.psv', {
      reply: oneOf('ORAL', 'WRITTEN'),
      form: text,
    }),
    /** When a head receives people out of turn. */
    receptionTriggers: readCodeList(directory, 'codes/reception-triggers.psv', {}),
    /** What holds when many come about one matter, and the figures behind it. */
    groupRules: readCodeList(directory, 'codes/group-rules.psv', { kinds, rules: named }),
    /** Complaints that must not be accepted. */
    complaintBars: readCodeList(directory, 'codes/complaint-bars.psv', { rules: named }),
    /** What a denunciation must fulfil to be accepted. */
    denunciationConditions: readCodeList(directory, 'codes/denunciation-conditions.psv', { application }),
    /** What makes a case complex, and how many of them make it how complex. */
    complexityCriteria: readCodeList(directory, 'codes/complexity-criteria.psv', { kinds }),
    complexityLevels: readCodeList(directory, 'codes/complexity-levels.psv', {
      code: oneOf('COMPLEX', 'ESPECIALLY_COMPLEX'),
      kinds,
      criteriaMin: numberFrom1,
    }),
    suspensionGrounds: readCodeList(directory, 'codes/suspension-grounds.psv', { kinds }),
    terminationGrounds: readCodeList(directory, 'codes/termination-grounds.psv', { kinds }),
    /** How a case may come out, at which instance. */
    outcomes: readCodeList(directory, 'codes/outcomes.psv', {
      aspect: oneOf('FINDING', 'RULING', 'HALT', 'END', 'CONSEQUENCE'),
      kinds,
      instances: someOf('*', 'FIRST', 'SECOND', 'DISCIPLINARY', 'CONTINUED'),
    }),
    /** What somebody may do or expect while their petition stands at such a stage, or a period has passed (`OVERDUE`). */
    petitionerRights: readCodeList(directory, 'codes/petitioner-rights.psv', {
      kinds,
      when: (row, column) => listCell(row[column]!),
    }),
    /** What is said of a denunciation to whoever follows it: by stage, and of what comes next, nothing that tells what was brought. */
    neutralProgress: readCodeList(directory, 'codes/neutral-progress.psv', {}),
    /** Statutory reports: the rule with their window of data, the month they are due in, and the rules with the days. */
    reportingPeriods: readCodeList(directory, 'codes/reporting-periods.psv', {
      window: named,
      dueMonth: numberFrom1,
      dueDays: named,
      content: oneOf('NARRATIVE_AND_FORMS', 'FORMS'),
    }),
    /** Series of running numbers, each named by the suffix its numbers carry. */
    registers: readCodeList(directory, 'registers.psv', { register: text, kinds }),
  };
}

/** The suffix numbers of a register carry: `registerSuffix(law.codes, 'case', 'COMPLAINT')` is KN. */
export const registerSuffix = ({ registers }: CodeLists, register: string, kind?: string): string | undefined =>
  registers.find((entry) => entry.register === register && cellMatches(entry.kinds, kind))?.code;
