import type { Pool } from 'pg';
import { buildSubgraph, type BatchLoad, type SubgraphContext } from '@tiepdan/subgraph';
import type { Notice } from './notices/notice';
import { CaseStub, DirectiveStub, NoticeRefused, PetitionStub } from './notices/notice.graphql';
import { noticesByIds } from './notices/notice.repository';
import { NoticeResolver, type NoticeDependencies } from './notices/notice.resolver';
import { noticesOfParentResolvers } from './notices/notices-of-parent.resolver';

export function notificationSubgraph(dependencies: NoticeDependencies) {
  const noticeByIds: BatchLoad<Notice> = (ids) => noticesByIds(dependencies.pool, ids);
  return buildSubgraph<SubgraphContext>({
    resolvers: [new NoticeResolver(dependencies), ...noticesOfParentResolvers(dependencies.pool)],
    types: [CaseStub, PetitionStub, DirectiveStub, NoticeRefused],
    references: {
      Notice: ({ id }, context) => context.load(noticeByIds, id),
      Case: ({ id }) => ({ id }),
      Petition: ({ id }) => ({ id }),
      Directive: ({ id }) => ({ id }),
    },
  });
}

/** The schema alone, for printing: nothing behind it is ever called. */
export const printedSchema = async (): Promise<string> =>
  (
    await notificationSubgraph({
      pool: undefined as unknown as Pool,
      now: () => new Date(),
      wakeRelay: () => undefined,
    })
  ).sdl;
