import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Pool, PoolClient } from 'pg';
import { NIL, v7, validate as isUuid } from 'uuid';
import { AccessDenied, actingAs, authorise, type Operation, type Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { inTransaction, once } from '@tiepdan/database';
import { dayInProvince } from '@tiepdan/dated-table';
import { answerCommand, KEY_MEANING, type SubgraphContext } from '@tiepdan/subgraph';
import { decidingDocument } from '../documents/official-document';
import {
  alreadySuspended,
  delegate,
  delegationUnknown,
  delegationWithdrawn,
  notSuspended,
  officerUnknown,
  ownAccess,
} from './delegate';
import type { Delegation } from './duty';
import {
  DelegationResult, GrantDelegationInput, OfficerAccessInput, OfficerAccessResult, WithdrawDelegationInput,
} from './duty.graphql'; // prettier-ignore
import { delegationById, dutyHolders, endDelegation, insertDelegation, suspend, tellOfficers } from './duty.repository';

export interface DutyDependencies {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
}

@Resolver()
export class DutyCommandsResolver {
  constructor(private readonly dependencies: DutyDependencies) {}

  @Mutation(() => DelegationResult, { description: 'Gives a duty of your own to somebody else for a time (ủy quyền).' })
  grantDelegation(
    @Ctx() { principal }: SubgraphContext,
    @Arg('input', () => GrantDelegationInput, { description: 'To whom, which duty, how long.' })
    input: GrantDelegationInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    authorise(principal, 'grantDelegation');
    return answerCommand('DelegationRefused', { input, idempotencyKey }, () =>
      this.delegation('grantDelegation', principal, input, idempotencyKey, async (client, at) => {
        const [from, to] = [idOf(principal.id), idOf(input.to)];
        const holders = await dutyHolders(client, [from, to], true);
        const parties = [holders.get(from), holders.get(to)] as const;
        const given = delegate(input, ...parties, {
          id: v7(),
          at,
          today: dayInProvince(at),
          actingAt: principal.agencyId,
        });
        await insertDelegation(client, given);
        return given;
      }),
    );
  }

  @Mutation(() => DelegationResult, { description: 'Ends a delegation you gave, at once.' })
  withdrawDelegation(
    @Ctx() { principal }: SubgraphContext,
    @Arg('input', () => WithdrawDelegationInput, { description: 'Which one.' }) input: WithdrawDelegationInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    authorise(principal, 'withdrawDelegation');
    return answerCommand('DelegationRefused', { input, idempotencyKey }, () =>
      this.delegation('withdrawDelegation', principal, input, idempotencyKey, async (client, at) => {
        const found = await delegationById(client, idOf(input.delegation), true);
        // Whose delegation it is not, does not learn that there is one.
        if (!found || found.fromId !== principal.id) throw delegationUnknown();
        if (found.withdrawnAt) throw delegationWithdrawn();
        await endDelegation(client, found.id, at);
        return found;
      }),
    );
  }

  @Mutation(() => OfficerAccessResult, {
    description: 'Suspends an officer: within a minute nothing is done in their name.',
  })
  suspendOfficer(
    @Ctx() { principal }: SubgraphContext,
    @Arg('input', () => OfficerAccessInput, { description: 'Whom, by which document.' }) input: OfficerAccessInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.setSuspended('suspendOfficer', principal, input, idempotencyKey);
  }

  @Mutation(() => OfficerAccessResult, { description: 'Lets a suspended officer act again.' })
  reinstateOfficer(
    @Ctx() { principal }: SubgraphContext,
    @Arg('input', () => OfficerAccessInput, { description: 'Whom, by which document.' }) input: OfficerAccessInput,
    @Arg('idempotencyKey', () => String, { description: KEY_MEANING }) idempotencyKey: string,
  ) {
    return this.setSuspended('reinstateOfficer', principal, input, idempotencyKey);
  }

  private async delegation(
    operation: Operation,
    principal: Principal,
    input: object,
    key: string,
    work: (client: PoolClient, at: Date) => Promise<Delegation>,
  ) {
    const { pool, now } = this.dependencies;
    const found = await inTransaction(pool, async (client) => {
      const { id } = await once(client, { principalId: principal.id, key, operation, input }, async () => {
        const given = await work(client, now());
        await this.audit(client, operation, principal, given.id, given);
        return { id: given.id };
      });
      return delegationById(client, id);
    });
    return { ...found!, __typename: 'Delegation' };
  }

  private setSuspended(
    operation: 'suspendOfficer' | 'reinstateOfficer',
    principal: Principal,
    input: OfficerAccessInput,
    idempotencyKey: string,
  ) {
    authorise(principal, operation);
    const isSuspending = operation === 'suspendOfficer';
    return answerCommand('OfficerAccessRefused', { input, idempotencyKey }, async () => {
      const { pool, now, wakeRelay } = this.dependencies;
      const call = { principalId: principal.id, key: idempotencyKey, operation, input };
      const answer = await inTransaction(pool, (client) =>
        once(client, call, async () => {
          const at = now();
          const holders = await dutyHolders(client, [idOf(input.officer), idOf(principal.id)], true);
          const found = holders.get(idOf(input.officer));
          if (!found) throw officerUnknown();
          // Who was suspended a moment ago may still hold a token that says otherwise.
          if (holders.get(principal.id)?.suspendedAt) throw new AccessDenied(operation);
          if (found.id === principal.id) throw ownAccess();
          decidingDocument(input.document, dayInProvince(at));
          if (isSuspending && found.suspendedAt) throw alreadySuspended();
          if (!isSuspending && !found.suspendedAt) throw notSuspended();
          await suspend(client, found.id, isSuspending ? at : null);
          await tellOfficers(client, [found.id], at);
          await this.audit(client, operation, principal, found.id, input);
          return { id: found.id, suspendedAt: isSuspending ? at.toISOString() : null };
        }),
      );
      wakeRelay();
      const suspendedAt = answer.suspendedAt === null ? null : new Date(answer.suspendedAt);
      return { id: answer.id, suspendedAt, __typename: 'OfficerAccess' };
    });
  }

  private audit(client: PoolClient, operation: Operation, principal: Principal, objectId: string, payload: unknown) {
    const agencyId = principal.agencyId ?? NIL;
    const acting = actingAs(principal, operation);
    return appendAudit(client, { agencyId, actorId: principal.id, acting, operation, objectId, payload });
  }
}

const idOf = (text: string): string => (isUuid(text) ? text.toLowerCase() : NIL);
