import { loadLaw } from '@tiepdan/law';
import { checkWorkflows } from '@tiepdan/workflow-checker';
import { loadForms, loadWorkflows } from '@tiepdan/workflow';
import { inWorkspace } from '../workspace';

/** What is wrong with the tables of procedures, a line each, with file and line of the table. */
export function workflowFindings(directory = inWorkspace('libs', 'law', 'data')): readonly string[] {
  const findings = checkWorkflows(loadWorkflows(directory), loadLaw(directory), loadForms(directory));
  return findings.map(({ kind, at, problem }) => `${at}: ${kind}: ${problem}`);
}
