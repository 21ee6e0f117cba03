import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Pool } from 'pg';
import { AccessDenied, authorise, type Principal } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { noticeContract } from '@tiepdan/contract-notification';
import { inTransaction, once } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import {
  answerCommand,
  connection,
  page,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import { checkAcknowledgement, versionChanged } from './acknowledge-notice';
import type { DeliveryAttempt, Notice } from './notice';
import {
  AcknowledgeNoticeInput,
  DeliveryAttemptType,
  NoticeConnection,
  NoticeFilter,
  NoticeResult,
  NoticeType,
} from './notice.graphql';
import { acknowledge, attemptsOfNotices, listNotices, noticesByIds } from './notice.repository';
import { renderedFor } from './send-notices';

export interface NoticeDependencies {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
}

const keysOf = (notice: Notice) => [notice.createdAt.toISOString(), notice.id];

@Resolver(() => NoticeType)
export class NoticeResolver {
  private readonly attemptsOf: BatchLoad<DeliveryAttempt[]>;

  constructor(private readonly dependencies: NoticeDependencies) {
    this.attemptsOf = (ids) => attemptsOfNotices(dependencies.pool, ids);
  }

  @Query(() => NoticeConnection, { description: 'Notices, newest first.' })
  async notices(
    @Ctx() { principal }: SubgraphContext,
    @Arg('filter', () => NoticeFilter, { nullable: true, description: 'Which ones.' }) filter?: NoticeFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Notice>> {
    authorise(principal, 'readNotice');
    const wanted = page(first, after);
    const found = await listNotices(this.dependencies.pool, filter ?? {}, wanted.after, wanted.size + 1);
    return connection(found, wanted, keysOf);
  }

  @FieldResolver(() => [DeliveryAttemptType], { description: 'Every try to hand it over, oldest first.' })
  async attempts(@Root() notice: Notice, @Ctx() context: SubgraphContext): Promise<DeliveryAttempt[]> {
    return (await context.load(this.attemptsOf, notice.id)) ?? [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The text, without the name it is addressed to; null where the caller may not read it.',
  })
  text(@Root() notice: Notice, @Ctx() { principal }: SubgraphContext): string {
    if (!mayReadText(principal, notice)) throw new AccessDenied('readNotice');
    const { subject, paragraphs } = renderedFor(notice);
    return [subject, ...paragraphs].join('\n\n');
  }

  @Mutation(() => NoticeResult, { description: 'The addressed agency confirms that a notice came (xác nhận đã nhận).' })
  acknowledgeNotice(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AcknowledgeNoticeInput, { description: 'Which notice.' }) input: AcknowledgeNoticeInput,
    @Arg('idempotencyKey', () => String, {
      description: 'Your own key: the same key gives the same answer for 30 days.',
    })
    idempotencyKey: string,
  ) {
    authorise(context.principal, 'acknowledgeNotice');
    return answerCommand('NoticeRefused', { input, idempotencyKey }, async () => {
      const answer = await this.acknowledged(context.principal, input, idempotencyKey);
      this.dependencies.wakeRelay();
      return { ...context.wrote(noticeContract.topic, answer), __typename: 'Notice' };
    });
  }

  private acknowledged(principal: Principal, input: AcknowledgeNoticeInput, key: string): Promise<Notice> {
    const { pool, now } = this.dependencies;
    const call = { principalId: principal.id, key, operation: 'acknowledgeNotice', input };
    return inTransaction(pool, async (client) => {
      const { id } = await once(client, call, async () => {
        const known = (await noticesByIds(client, [input.notice])).get(input.notice) ?? null;
        const { agencyId } = checkAcknowledgement(known, input.expectedVersion, principal.agencyId);
        const at = now();
        const notice = await acknowledge(client, input.notice, input.expectedVersion, at);
        if (!notice) throw versionChanged();
        const data = { acknowledgedAt: at.toISOString() };
        const event = {
          topic: noticeContract.topic,
          type: 'NoticeAcknowledged',
          aggregateId: notice.id,
          aggregateVersion: notice.version,
          data,
        } as const;
        await recordEvents(client, [noticeContract], [event], at);
        await appendAudit(client, {
          agencyId: agencyId!,
          actorId: principal.id,
          operation: 'acknowledgeNotice',
          objectId: notice.id,
          payload: input,
        });
        return { id: notice.id };
      });
      return (await noticesByIds(client, [id])).get(id)!;
    });
  }
}

/** Whoever answers for the body it concerns, and those who watch over all of them. */
const mayReadText = (principal: Principal, notice: Notice): boolean =>
  (notice.agencyId !== null && notice.agencyId === principal.agencyId) ||
  ['reception-board', 'inspector'].some((role) => principal.roles.includes(role));
