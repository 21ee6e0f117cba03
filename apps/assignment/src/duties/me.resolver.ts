import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Queryable } from '@tiepdan/database';
import { validate as isUuid } from 'uuid';
import type { Principal } from '@tiepdan/access';
import { authorise } from '@tiepdan/access/assignment';
import { dayInProvince } from '@tiepdan/dated-table';
import type { SubgraphContext } from '@tiepdan/subgraph';
import { DelegationType } from './duty.graphql';
import { delegationsTo } from './duty.repository';
import type { Delegation } from './duty';
import type { OperationsOf } from './operations';
import type { Agency } from '../agencies/agency';
import { AgencyType } from '../agencies/agency.graphql';
import type { Register } from '../agencies/register';

@ObjectType('Principal', { description: 'Who asks.' })
class PrincipalType implements Pick<Principal, 'id'> {
  @Field(() => ID, { description: 'Opaque id; the officer, where it is one.' }) id!: string;
  @Field(() => [String], { description: 'Duties proven by the token and held today.' }) roles!: string[];
}

export interface MeDependencies {
  readonly pool: Queryable;
  readonly now: () => Date;
  readonly register: Register;
  readonly operationsOf: OperationsOf;
}

@Resolver(() => PrincipalType)
export class MeResolver {
  constructor(private readonly dependencies: MeDependencies) {}

  @Query(() => PrincipalType, { description: 'Who is asking, as the token proves it.' })
  me(@Ctx() { principal }: SubgraphContext): Principal {
    authorise(principal, 'readSelf');
    return principal;
  }

  @FieldResolver(() => String, { description: 'Name, or the id of whoever the register does not know.' })
  async name(@Root() { id }: Principal, @Ctx() context: SubgraphContext): Promise<string> {
    return (await context.load(this.dependencies.register.officers, id))?.name ?? id;
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'The body served in.' })
  agency(@Root() { agencyId }: Principal, @Ctx() context: SubgraphContext): Promise<Agency | null> | null {
    return agencyId === null ? null : context.load(this.dependencies.register.agencies, agencyId);
  }

  @FieldResolver(() => [DelegationType], { description: 'Duties of others that are delegated to them today.' })
  async delegations(@Root() { id, delegations = [] }: Principal): Promise<Delegation[]> {
    if (!isUuid(id) || delegations.length === 0) return [];
    const { pool, now } = this.dependencies;
    const given = (await delegationsTo(pool, [id], dayInProvince(now()))).get(id) ?? [];
    // Only what the proof of this call carries: what its giver has lost meanwhile allows nothing.
    return given.filter(({ fromId, role, agencyId }) =>
      delegations.some((carried) => carried.from === fromId && carried.role === role && carried.agencyId === agencyId),
    );
  }

  @FieldResolver(() => [String], { description: 'Operations that their duties, own or delegated, include at all.' })
  operations(@Root() { roles, delegations = [] }: Principal): string[] {
    return this.dependencies.operationsOf([...roles, ...delegations.map(({ role }) => role)]);
  }
}
