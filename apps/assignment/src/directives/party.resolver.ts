import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BatchLoad, SubgraphContext } from '@tiepdan/subgraph';
import type { Agency, Officer } from '../agencies/agency';
import { AgencyType, OfficerType } from '../agencies/agency.graphql';
import type { Party, TaskReport } from './directive';
import { PartyType, TaskReportType } from './directive.graphql';

@Resolver(() => PartyType)
export class PartyResolver {
  constructor(private readonly agencies: BatchLoad<Agency>) {}

  @FieldResolver(() => AgencyType, {
    nullable: true,
    description:
      "The body it names, as it existed on the document's day; null for groups and for what no register knows.",
  })
  agency(@Root() { agencyId }: Party, @Ctx() context: SubgraphContext): Promise<Agency | null> | null {
    return agencyId === null ? null : context.load(this.agencies, agencyId);
  }
}

@Resolver(() => TaskReportType)
export class TaskReportResolver {
  constructor(private readonly officers: BatchLoad<Officer>) {}

  @FieldResolver(() => OfficerType, { nullable: true, description: 'Who reported it.' })
  by(@Root() { byOfficerId }: TaskReport, @Ctx() context: SubgraphContext): Promise<Officer | null> | null {
    return byOfficerId === null ? null : context.load(this.officers, byOfficerId);
  }
}
