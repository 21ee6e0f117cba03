import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Pool } from 'pg';
import { AccessDenied, authorise, type Access } from '@tiepdan/access';
import { appendAudit } from '@tiepdan/audit';
import { noticeContract } from '@tiepdan/contract-notification';
import { inTransaction, once, type CommandCall } from '@tiepdan/database';
import { recordEvents } from '@tiepdan/event-delivery';
import type { Reader, StandingBook } from '@tiepdan/standing';
import {
  answerCommand,
  connection,
  KEY_MEANING,
  page,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import { checkAcknowledgement, noticeUnknown, versionChanged } from './acknowledge-notice';
import { accessObjectOf, type DeliveryAttempt, type Notice } from './notice';
import {
  AcknowledgeNoticeInput,
  DeliveryAttemptType,
  NoticeConnection,
  NoticeFilter,
  NoticeResult,
  NoticeType,
} from './notice.graphql';
import { acknowledge } from './notice.repository';
import { attemptsOfNotices, listNotices, noticesByIds } from './read-notices.repository';
import { renderedFor } from './send-notices';

export interface NoticeDependencies {
  readonly pool: Pool;
  /** Notices are read through it for whoever asks. */
  readonly reader: Reader;
  /** How bodies and officers stand to each other: what each caller may do is judged by it. */
  readonly standing: StandingBook;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
}

const keysOf = (notice: Notice) => [notice.createdAt.toISOString(), notice.id];

@Resolver(() => NoticeType)
export class NoticeResolver {
  private readonly attemptsOf: BatchLoad<DeliveryAttempt[]>;
  private readonly noticeById: BatchLoad<Notice>;

  constructor(private readonly dependencies: NoticeDependencies) {
    this.attemptsOf = async (ids, context) => {
      const { reader, reach } = await this.reading(context);
      return attemptsOfNotices(reader, ids, reach);
    };
    this.noticeById = async (ids, context) => {
      const { reader, reach } = await this.reading(context);
      return noticesByIds(reader, ids, reach);
    };
  }

  /** Null for a notice outside the caller's reach, as for one that does not exist. @throws AccessDenied without any duty to read */
  async findForAccess(id: string, context: SubgraphContext): Promise<Notice | null> {
    const access = await context.access(this.dependencies.standing);
    access.reach('readNotice');
    const found = await context.load(this.noticeById, id);
    return found && access.may('readNotice', accessObjectOf(found)) ? found : null;
  }

  @Query(() => NoticeConnection, { description: 'Notices, newest first.' })
  async notices(
    @Ctx() context: SubgraphContext,
    @Arg('filter', () => NoticeFilter, { nullable: true, description: 'Which ones.' }) filter?: NoticeFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Notice>> {
    const { reader, reach } = await this.reading(context);
    const wanted = page(first, after);
    const found = await listNotices(reader, filter ?? {}, reach, { limit: wanted.size + 1, after: wanted.after });
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
  async text(@Root() notice: Notice, @Ctx() context: SubgraphContext): Promise<string> {
    const access = await context.access(this.dependencies.standing);
    const operation = 'readNoticeText';
    const acting = access.acting(operation, accessObjectOf(notice));
    if (!acting) throw new AccessDenied(operation);
    // Where it is written for no body of the register, it stands in the chain of the reader's.
    const agencyId = notice.agencyId ?? context.principal.agencyId;
    if (agencyId !== null) context.looked({ agencyId, operation, objectId: notice.id, acting });
    const { subject, paragraphs } = renderedFor(notice);
    return [subject, ...paragraphs].join('\n\n');
  }

  @Mutation(() => NoticeResult, { description: 'The addressed agency confirms that a notice came (xác nhận đã nhận).' })
  async acknowledgeNotice(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => AcknowledgeNoticeInput, { description: 'Which notice.' }) input: AcknowledgeNoticeInput,
    @Arg('idempotencyKey', () => String, {
      description: KEY_MEANING,
    })
    idempotencyKey: string,
  ) {
    const { principal } = context;
    authorise(principal, 'acknowledgeNotice');
    const access = await context.access(this.dependencies.standing);
    return answerCommand('NoticeRefused', { input, idempotencyKey }, async () => {
      const call = { principalId: principal.id, key: idempotencyKey, operation: 'acknowledgeNotice', input };
      const answer = await this.acknowledged(call, input, access);
      this.dependencies.wakeRelay();
      return { ...context.wrote(noticeContract.topic, answer), __typename: 'Notice' };
    });
  }

  private async reading(context: SubgraphContext) {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readNotice');
    return { reader: reader.within(reach), reach };
  }

  private acknowledged(call: CommandCall, input: AcknowledgeNoticeInput, access: Access): Promise<Notice> {
    const { pool, now } = this.dependencies;
    const reach = access.reach('acknowledgeNotice');
    return inTransaction(pool, async (client) => {
      const { id } = await once(client, call, async () => {
        const known = (await noticesByIds(client, [input.notice], reach)).get(input.notice) ?? null;
        const { agencyId } = checkAcknowledgement(known, input.expectedVersion, access);
        const at = now();
        const notice = await acknowledge(client, input.notice, input.expectedVersion, at);
        if (!notice) throw versionChanged();
        const event = {
          topic: noticeContract.topic,
          type: 'NoticeAcknowledged',
          aggregateId: notice.id,
          aggregateVersion: notice.version,
          data: { acknowledgedAt: at.toISOString() },
        } as const;
        await recordEvents(client, [noticeContract], [event], at);
        await appendAudit(client, {
          agencyId: agencyId!,
          actorId: call.principalId,
          acting: access.acting('acknowledgeNotice', accessObjectOf(notice))!,
          operation: 'acknowledgeNotice',
          objectId: notice.id,
          payload: input,
        });
        return { id: notice.id };
      });
      const answer = (await noticesByIds(client, [id], reach)).get(id);
      if (!answer) throw noticeUnknown();
      return answer;
    });
  }
}
