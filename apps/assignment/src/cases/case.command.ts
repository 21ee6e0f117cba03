import type { Pool } from 'pg';
import { command, type Aggregate, type CommandDependencies } from '@tiepdan/command';
import { caseContract } from '@tiepdan/contract-assignment';
import type { Queryable } from '@tiepdan/database';
import { toDay } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { Workflows } from '@tiepdan/workflow';
import type { CalendarBook } from '../calendar/calendar-book';
import { dutyHolders } from '../duties/duty.repository';
import { accessObjectOf, type Case } from './case';
import { casesWithin } from './case-reach.repository';
import { caseUnknown, versionChanged } from './case-refusals';
import { storeStep } from './case-step.repository';
import type { CaseStepRule, StepInput, StepReads } from './case-step';
import { deadlinesOfCases } from './case.repository';
import { actingFor } from './situation';
import { checkAction, objectionTo } from './take-action';

/** What the steps of cases are taken with. */
export interface CaseCommandDependencies extends CommandDependencies {
  readonly pool: Pool;
  readonly book: CalendarBook;
  readonly workflow: Workflows;
}

const cases: Aggregate<Case> = {
  type: 'Case',
  contracts: [caseContract],
  reads: 'readCase',
  find: casesWithin,
  idOf: ({ id }) => id,
  versionOf: ({ version }) => version,
  accessObjectOf,
  objectionTo(access, operation, found) {
    const objection = objectionTo(access, operation, found);
    return objection && new Refusal(objection);
  },
  unknown: caseUnknown,
  versionChanged,
};

/** Codes of every step: those of the case, of the workflow's tables and of the calendar. */
const STEP_REFUSALS = [
  ...['CASE_UNKNOWN', 'VERSION_CHANGED', 'CONFLICT_OF_INTEREST', 'NOT_YOUR_CASE'],
  ...['ACTION_UNKNOWN', 'ACTION_NOT_ALLOWED', 'CONDITION_NOT_MET', 'CALENDAR_UNKNOWN', 'PREVIOUS_STATE_UNKNOWN'],
];

/** The command of a step: what the workflow makes of it, then the rule's decision, stored with what the step was taken by. */
export const caseCommand = <Input extends StepInput>(rule: CaseStepRule<Input>) =>
  command<Input, Case, CaseCommandDependencies>({
    operation: rule.operation,
    of: cases,
    refuses: [...new Set([...STEP_REFUSALS, ...rule.refuses])],
    async work({ client, principal, access, today, locked }, input, { workflow, book, standing }) {
      const law = await book.lawIn(client);
      const found = await locked(input.case, input.expectedVersion);
      // Only steps by a document touch clocks.
      const deadlines = input.document ? ((await deadlinesOfCases(client, [found.id])).get(found.id) ?? []) : [];
      const issuedOn = input.document && toDay(input.document.issuedOn);
      const situation = { found, deadlines, principal, access, today };
      const step = checkAction({ workflow, law }, rule.operation, situation, issuedOn);
      const decided = await rule.decide({ law, step, found, deadlines, today }, input, readsOf(client, standing));
      const onBehalfOf = actingFor(situation, step.transition);
      await storeStep(client, decided, { actorId: principal.id, onBehalfOf });
      return { item: decided.changed, events: [decided.event], onBehalfOf };
    },
  });

const readsOf = (client: Queryable, standing: CommandDependencies['standing']): StepReads => ({
  dutyHolder: async (officerId) => (await dutyHolders(client, [officerId])).get(officerId.toLowerCase()) ?? null,
  standing: () => standing.today(),
});
