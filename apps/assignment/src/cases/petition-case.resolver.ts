import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BatchLoad, SubgraphContext } from '@tiepdan/subgraph';
import type { Case } from './case';
import { CaseType, PetitionStub } from './case.graphql';

@Resolver(() => PetitionStub)
export class PetitionCaseResolver {
  constructor(private readonly casesOfPetitions: BatchLoad<Case>) {}

  @FieldResolver(() => CaseType, { nullable: true, description: 'The case it belongs to.' })
  case(@Root() { id }: PetitionStub, @Ctx() context: SubgraphContext): Promise<Case | null> {
    return context.load(this.casesOfPetitions, id);
  }
}
