import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PoolClient } from 'pg';
import { validate as isUuid } from 'uuid';
import { authorise, type Principal } from '@tiepdan/access';
import { caseContract } from '@tiepdan/contract-assignment';
import { inTransaction, once } from '@tiepdan/database';
import { dayInProvince, LawError } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import { answerCommand, type SubgraphContext } from '@tiepdan/subgraph';
import type { StepTaken } from '@tiepdan/workflow';
import { officersByIds } from '../agencies/agency.repository';
import { acceptCase } from './accept-case';
import { assignCase } from './assign-case';
import type { Case } from './case';
import { AcceptCaseInput, AssignCaseInput, CaseResult } from './case-inputs.graphql';
import { caseToChange, storeStep } from './case-step.repository';
import type { CaseStep } from './case-step';
import { casesByIds, deadlinesOfCases } from './case.repository';
import type { CaseDependencies } from './case.resolver';
import { checkAction } from './take-action';

const KEY = 'Your own key: the same key gives the same answer for 30 days.';

/** How one step is decided: the rule, given the locked case and what the workflow makes of it. */
type Decide = (client: PoolClient, law: Law, found: Case, step: StepTaken, at: Date) => Promise<CaseStep>;

@Resolver()
export class CaseCommandsResolver {
  constructor(private readonly dependencies: CaseDependencies) {}

  @Mutation(() => CaseResult, { description: 'Gives a case to an officer of the accountable agency (giao xử lý).' })
  assignCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AssignCaseInput, { description: 'Which case to whom.' }) input: AssignCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
  ) {
    return this.take('assignCase', context, input, idempotencyKey, async (client, _law, found, _step, at) => {
      const officer = isUuid(input.officer)
        ? (await officersByIds(client, [input.officer])).get(input.officer)
        : undefined;
      return assignCase(found, officer ?? null, dayInProvince(at));
    });
  }

  @Mutation(() => CaseResult, {
    description: 'Accepts a case for settlement; the clock of settlement starts (thụ lý).',
  })
  acceptCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AcceptCaseInput, { description: 'Which case, by which document.' }) input: AcceptCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY }) idempotencyKey: string,
  ) {
    return this.take('acceptCase', context, input, idempotencyKey, async (client, law, found, step, at) => {
      const deadlines = (await deadlinesOfCases(client, [found.id])).get(found.id) ?? [];
      return acceptCase({ ...this.dependencies, law }, step, found, deadlines, input, dayInProvince(at));
    });
  }

  private take(
    operation: 'assignCase' | 'acceptCase',
    context: SubgraphContext,
    input: AssignCaseInput | AcceptCaseInput,
    idempotencyKey: string,
    decide: Decide,
  ) {
    authorise(context.principal, operation);
    return answerCommand('CaseRefused', { input, idempotencyKey }, async () => {
      const changed = await this.taken(operation, context.principal, input, idempotencyKey, decide).catch(lawfully);
      this.dependencies.wakeRelay();
      return { ...context.wrote(caseContract.topic, changed), __typename: 'Case' };
    });
  }

  private taken(
    operation: string,
    principal: Principal,
    input: AssignCaseInput | AcceptCaseInput,
    key: string,
    decide: Decide,
  ): Promise<Case> {
    const { pool, now, workflow, book } = this.dependencies;
    return inTransaction(pool, async (client) => {
      const { id, version } = await once(client, { principalId: principal.id, key, operation, input }, async () => {
        const at = now();
        const law = await book.lawIn(client);
        const found = await caseToChange(
          client,
          isUuid(input.case) ? input.case : NO_CASE,
          input.expectedVersion,
          principal,
        );
        const step = checkAction(workflow, operation, found, principal, dayInProvince(at));
        const changed = await storeStep(client, operation, await decide(client, law, found, step, at), principal, at);
        return { id: changed.id, version: changed.version };
      });
      return { ...(await casesByIds(client, [id])).get(id)!, version };
    });
  }
}

const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** A day the tables of the law do not reach is an answer, not a fault. */
function lawfully(error: unknown): never {
  throw error instanceof LawError ? new Refusal(error.details) : error;
}
