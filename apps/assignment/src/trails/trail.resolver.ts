import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { authorise } from '@tiepdan/access/assignment';
import { AuditTrailType } from '@tiepdan/audit-trail';
import type { SubgraphContext } from '@tiepdan/subgraph';

@Resolver()
export class TrailResolver {
  @Query(() => AuditTrailType, {
    description: 'What was done with one object, for who watches over it; each look is kept like everything else.',
  })
  auditTrail(
    @Ctx() { principal }: SubgraphContext,
    @Arg('object', () => ID, { description: 'Id of a petition, a visit, a case, a notice …' }) object: string,
  ): AuditTrailType {
    authorise(principal, 'readAuditTrail');
    return { id: object };
  }
}
