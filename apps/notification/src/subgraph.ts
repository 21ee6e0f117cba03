import { accessBook } from '@tiepdan/access';
import { policy } from '@tiepdan/access/notification';
import type { StandingBook } from '@tiepdan/standing';
import { auditTrailOf, AuditTrailType } from '@tiepdan/audit-trail';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { CaseStub, DirectiveStub, PetitionStub } from './notices/notice.graphql';
import { noticeMutations } from './notices/notice-mutations.graphql';
import { NoticeResolver, type NoticeDependencies } from './notices/notice.resolver';
import { isBeyondReach } from './notices/notice-reach.repository';
import { noticesOfParentResolvers } from './notices/notices-of-parent.resolver';

export type NotificationDependencies = Omit<NoticeDependencies, 'standing'> & { readonly standing: StandingBook };

export function notificationSubgraph(given: NotificationDependencies) {
  const standing = accessBook(policy, given.standing);
  const dependencies: NoticeDependencies = { ...given, standing };
  const { pool, reader } = dependencies;
  const notices = new NoticeResolver(dependencies);
  return buildSubgraph<SubgraphContext>({
    resolvers: [
      notices,
      ...noticesOfParentResolvers(reader, standing),
      ...noticeMutations.map((Mutation) => new Mutation(dependencies)),
      auditTrailOf({ field: 'noticeEntries', pool, standing, isBeyond: isBeyondReach }),
    ],
    types: [AuditTrailType, CaseStub, PetitionStub, DirectiveStub],
    references: {
      Notice: ({ id }, context) => notices.findForAccess(id, context),
      AuditTrail: ({ id }) => ({ id }),
      Case: ({ id }) => ({ id }),
      Petition: ({ id }) => ({ id }),
      Directive: ({ id }) => ({ id }),
    },
  });
}
