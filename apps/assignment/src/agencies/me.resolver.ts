import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { authorise, type Principal } from '@tiepdan/access';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Agency } from './agency';
import { AgencyType } from './agency.graphql';
import type { Register } from './register';

@ObjectType('Principal', { description: 'Who asks.' })
class PrincipalType implements Pick<Principal, 'id'> {
  @Field(() => ID, { description: 'Opaque id; the officer, where it is one.' }) id!: string;
  @Field(() => [String], { description: 'Duties proven by the token.' }) roles!: string[];
}

@Resolver(() => PrincipalType)
export class MeResolver {
  constructor(private readonly register: Register) {}

  @Query(() => PrincipalType, { description: 'Who is asking, as the token proves it.' })
  me(@Ctx() { principal }: SubgraphContext): Principal {
    authorise(principal, 'readSelf');
    return principal;
  }

  @FieldResolver(() => String, { description: 'Name, or the id of whoever the register does not know.' })
  async name(@Root() { id }: Principal, @Ctx() context: SubgraphContext): Promise<string> {
    return (await context.load(this.register.officers, id))?.name ?? id;
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'The body served in.' })
  agency(@Root() { agencyId }: Principal, @Ctx() context: SubgraphContext): Promise<Agency | null> | null {
    return agencyId === null ? null : context.load(this.register.agencies, agencyId);
  }
}
