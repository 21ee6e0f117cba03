import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PoolClient } from 'pg';
import { NIL, validate as isUuid } from 'uuid';
import { authorise, type Operation } from '@tiepdan/access';
import { caseContract } from '@tiepdan/contract-assignment';
import { inTransaction, once } from '@tiepdan/database';
import { dayInProvince, toDay } from '@tiepdan/dated-table';
import { answerCommand, KEY_MEANING, type SubgraphContext } from '@tiepdan/subgraph';
import { dutyHolders } from '../duties/duty.repository';
import { acceptCase } from './accept-case';
import { assignCase } from './assign-case';
import { accessObjectOf, type Case } from './case';
import { refused } from './case-keeping';
import {
  AcceptCaseInput,
  AssignCaseInput,
  CaseResult,
  ConfirmSendingInput,
  ExtendCaseInput,
  ResumeCaseInput,
  SuspendCaseInput,
} from './case-inputs.graphql';
import { caseToChange, caseUnknown, storeStep } from './case-step.repository';
import type { CaseStep, Taking } from './case-step';
import { casesWithin } from './case-reach.repository';
import { deadlinesOfCases } from './case.repository';
import type { CaseDependencies } from './case.resolver';
import { confirmSending } from './confirm-sending';
import { extendCase } from './extend-case';
import { resumeCase } from './resume-case';
import { suspendCase } from './suspend-case';
import { actingFor, checkAction, type Situation } from './take-action';

/** What every command says. */
interface CommandInput {
  readonly case: string;
  readonly expectedVersion: number;
  readonly document?: { readonly issuedOn: string };
}

/** How one step is decided: the rule, given the locked case and what the workflow makes of it. */
type Decide = (taking: Taking, client: PoolClient) => CaseStep | Promise<CaseStep>;

@Resolver()
export class CaseCommandsResolver {
  constructor(private readonly dependencies: CaseDependencies) {}

  @Mutation(() => CaseResult, { description: 'Gives a case to an officer of the accountable agency (giao xử lý).' })
  assignCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AssignCaseInput, { description: 'Which case to whom.' }) input: AssignCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('assignCase', context, input, idempotencyKey, async ({ found, today }, client) => {
      const ids = isUuid(input.officer) ? [input.officer.toLowerCase()] : [];
      const [officer] = (await dutyHolders(client, ids)).values();
      return assignCase(found, officer ?? null, await this.dependencies.standing.today(), today);
    });
  }

  @Mutation(() => CaseResult, {
    description: 'Accepts a case for settlement; the clock of settlement starts (thụ lý).',
  })
  acceptCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AcceptCaseInput, { description: 'Which case, by which document.' }) input: AcceptCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('acceptCase', context, input, idempotencyKey, (taking) => acceptCase(taking, input));
  }

  @Mutation(() => CaseResult, {
    description: 'Suspends settlement; the clocks that may stand still do (tạm đình chỉ).',
  })
  suspendCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => SuspendCaseInput, { description: 'Which case, on which ground, by which document.' })
    input: SuspendCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('suspendCase', context, input, idempotencyKey, (taking) => suspendCase(taking, input));
  }

  @Mutation(() => CaseResult, {
    description: 'Goes on where a suspended case stood; its clocks run again (tiếp tục giải quyết).',
  })
  resumeCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ResumeCaseInput, { description: 'Which case, by which document.' }) input: ResumeCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('resumeCase', context, input, idempotencyKey, (taking) => resumeCase(taking, input));
  }

  @Mutation(() => CaseResult, { description: 'Extends the time for settlement, as often as the law allows (gia hạn).' })
  extendCase(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ExtendCaseInput, { description: 'Which case, by which document.' }) input: ExtendCaseInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('extendCase', context, input, idempotencyKey, (taking) => extendCase(taking, input));
  }

  @Mutation(() => CaseResult, {
    description: 'Notes that a decision or notice of the case was sent (xác nhận đã gửi).',
  })
  confirmSending(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => ConfirmSendingInput, { description: 'Which case, by which document.' })
    input: ConfirmSendingInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.take('confirmSending', context, input, idempotencyKey, (taking) => confirmSending(taking, input));
  }

  private take(
    operation: Operation,
    context: SubgraphContext,
    input: CommandInput,
    idempotencyKey: string,
    decide: Decide,
  ) {
    authorise(context.principal, operation);
    return answerCommand('CaseRefused', { input, idempotencyKey }, async () => {
      const asking = { principal: context.principal, access: await context.access(this.dependencies.standing) };
      const call = { operation, input, key: idempotencyKey };
      const changed = await this.taken(call, asking, decide).catch(refused);
      this.dependencies.wakeRelay();
      return { ...context.wrote(caseContract.topic, changed), __typename: 'Case' };
    });
  }

  private taken(
    { operation, input, key }: { operation: Operation; input: CommandInput; key: string },
    asking: Pick<Situation, 'principal' | 'access'>,
    decide: Decide,
  ): Promise<Case> {
    const { pool, now, workflow, book } = this.dependencies;
    const { principal, access } = asking;
    return inTransaction(pool, async (client) => {
      const { id, version } = await once(client, { principalId: principal.id, key, operation, input }, async () => {
        const at = now();
        const today = dayInProvince(at);
        const law = await book.lawIn(client);
        const caseId = isUuid(input.case) ? input.case : NIL;
        const found = await caseToChange(client, caseId, input.expectedVersion, access);
        // Only steps by a document touch clocks.
        const deadlines = input.document ? ((await deadlinesOfCases(client, [found.id])).get(found.id) ?? []) : [];
        const issuedOn = input.document && toDay(input.document.issuedOn);
        const situation = { found, deadlines, ...asking, today };
        const step = checkAction({ workflow, law }, operation, situation, issuedOn);
        const decided = await decide({ law, step, found, deadlines, today }, client);
        const { role } = access.acting(operation, accessObjectOf(found))!;
        const by = { principal, acting: { role, onBehalfOf: actingFor(situation, step.transition) } };
        const changed = await storeStep(client, operation, decided, by, at);
        return { id: changed.id, version: changed.version };
      });
      // A repeated call is answered like a reading: what has gone out of reach since is not found.
      const answered = (await casesWithin(client, [id], access.reach('readCase'))).get(id);
      if (!answered) throw caseUnknown();
      return { ...answered, version };
    });
  }
}
