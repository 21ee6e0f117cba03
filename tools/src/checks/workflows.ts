import { loadLaw } from '@tiepdan/law';
import { checkRefusalForms, checkWorkflows, loadClockExceptions } from '@tiepdan/workflow-checker';
import { loadForms, loadWorkflows } from '@tiepdan/workflow';
import { inWorkspace } from '../workspace';

/** What is wrong with the tables of procedures, a line each, with file and line of the table. */
export function workflowFindings(directory = inWorkspace('libs', 'law', 'data')): readonly string[] {
  const law = loadLaw(directory);
  const forms = loadForms(directory);
  const exceptions = loadClockExceptions(directory);
  const findings = [
    ...checkWorkflows(loadWorkflows(directory), law, forms, { exceptions }),
    ...checkRefusalForms(law, forms),
  ];
  return findings.map(({ kind, at, problem }) => `${at}: ${kind}: ${problem}`);
}
