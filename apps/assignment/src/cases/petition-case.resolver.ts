import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AccessDenied, isAllowed } from '@tiepdan/access';
import type { BatchLoad, SubgraphContext } from '@tiepdan/subgraph';
import { isHiddenFrom, type Case } from './case';
import { CaseType, PetitionStub } from './case.graphql';

@Resolver(() => PetitionStub)
export class PetitionCaseResolver {
  constructor(private readonly casesOfPetitions: BatchLoad<Case>) {}

  @FieldResolver(() => CaseType, { nullable: true, description: 'The case it belongs to.' })
  async case(@Root() { id }: PetitionStub, @Ctx() context: SubgraphContext): Promise<Case | null> {
    if (!isAllowed(context.principal, 'readCase')) throw new AccessDenied('readCase');
    const found = await context.load(this.casesOfPetitions, id);
    return found && !isHiddenFrom(found, context.principal) ? found : null;
  }
}
