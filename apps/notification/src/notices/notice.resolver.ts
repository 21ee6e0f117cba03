import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { AccessDenied } from '@tiepdan/access';
import type { CommandDependencies } from '@tiepdan/command';
import type { Reader } from '@tiepdan/standing';
import { connection, page, type BatchLoad, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { accessObjectOf, type DeliveryAttempt, type Notice } from './notice';
import { DeliveryAttemptType, NoticeConnection, NoticeFilter, NoticeType } from './notice.graphql';
import { attemptsOfNotices, listNotices, noticesByIds } from './read-notices.repository';
import { renderedFor } from './send-notices';

export interface NoticeDependencies extends CommandDependencies {
  /** Notices are read through it for whoever asks. */
  readonly reader: Reader;
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

  private async reading(context: SubgraphContext) {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readNotice');
    return { reader: reader.within(reach), reach };
  }
}
