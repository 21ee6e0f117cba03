import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Dependencies } from '../../dependencies';
import type { Petition } from '../../petitions/petition';
import { mayKnowWhatCameTogether } from '../../petitions/petition-access';
import { PetitionType } from '../../petitions/petition.graphql';
import type { Visit } from './visit';
import type { VisitLoaders } from './visit-loaders.repository';
import { VisitType } from './visit.graphql';

@Resolver(() => PetitionType)
export class PetitionVisitResolver {
  constructor(
    private readonly dependencies: Pick<Dependencies, 'standing'>,
    private readonly loaders: VisitLoaders,
  ) {}

  @FieldResolver(() => VisitType, {
    nullable: true,
    description: 'The visit at which it was handed in; null where that would tell who denounces.',
  })
  async visit(@Root() { visitId }: Petition, @Ctx() context: SubgraphContext): Promise<Visit | null> {
    const visit = visitId === null ? null : await context.load(this.loaders.visits, visitId);
    const access = await context.access(this.dependencies.standing);
    return visit && mayKnowWhatCameTogether(access, visit) ? visit : null;
  }
}
