import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { validate } from 'uuid';
import { AccessDenied } from '@tiepdan/access';
import { codeInForce } from '@tiepdan/code-lists';
import { CodeLabel, connection, page, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { AgencyStub, OfficerStub } from '../../agencies/agency.graphql';
import type { Dependencies } from '../../dependencies';
import { placeInList } from '../../lists/place-in-list.graphql';
import type { Citizen } from '../../people/person';
import { CitizenType } from '../../people/person.graphql';
import type { Petition } from '../../petitions/petition';
import { mayKnowWhatCameTogether, readingPetitioners } from '../../petitions/petition-access';
import { PetitionType } from '../../petitions/petition.graphql';
import type { Loaders } from '../../loaders';
import type { Visit } from './visit';
import { VisitConnection, VisitFilter, VisitType } from './visit.graphql';
import { listVisits } from './visit.repository';

const keysOf = ({ arrivedAt, id }: Visit) => [arrivedAt.toISOString(), id];

@Resolver(() => VisitType)
export class VisitResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @Query(() => VisitType, { nullable: true, description: 'One visit.' })
  visit(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Visit | null> {
    return this.findForAccess(id, context);
  }

  /** Null for a visit outside the caller's reach, as for one that does not exist. @throws AccessDenied without any duty to read */
  async findForAccess(id: string, context: SubgraphContext): Promise<Visit | null> {
    const access = await context.access(this.dependencies.standing);
    access.reach('readVisit');
    const found = await context.load(this.loaders.visits, id);
    return found && access.may('readVisit', { agencyId: found.agencyId }) ? found : null;
  }

  @Query(() => VisitConnection, { description: 'Visits, the last first.' })
  async visits(
    @Ctx() context: SubgraphContext,
    @Arg('filter', () => VisitFilter, { nullable: true, description: 'Which ones.' }) filter?: VisitFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Visit>> {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readVisit');
    const wanted = page(first, after);
    if (filter?.agency != null && !validate(filter.agency)) return connection([], wanted, keysOf);
    const found = await listVisits(reader.within(reach), filter ?? {}, reach, placeInList(wanted), wanted.size + 1);
    return connection(found, wanted, keysOf);
  }

  @FieldResolver(() => AgencyStub, { description: 'Whose reception.' })
  agency(@Root() { agencyId }: Visit) {
    return { id: agencyId };
  }

  @FieldResolver(() => OfficerStub, { description: 'Who wrote it down.' })
  officer(@Root() { officerId }: Visit) {
    return { id: officerId };
  }

  @FieldResolver(() => [CitizenType], {
    nullable: true,
    description: 'Who came; null where the caller may not know.',
  })
  async visitors(@Root() visit: Visit, @Ctx() context: SubgraphContext): Promise<Citizen[] | null> {
    const { agencyId, denouncerProtected } = visit;
    const access = await context.access(this.dependencies.standing);
    const operation = readingPetitioners({ denouncerProtected });
    const acting = access.may('readPetitionContent', { agencyId }) ? access.acting(operation, { agencyId }) : null;
    if (!acting) throw new AccessDenied(operation);
    context.looked({ agencyId, operation, objectId: visit.id, acting });
    return (await context.load(this.loaders.visitors, visit.id))?.map(({ citizen }) => citizen) ?? null;
  }

  @FieldResolver(() => CodeLabel, { nullable: true, description: 'Why reception was refused; null when it was not.' })
  refusal(@Root() { refusalGround, arrivedOn }: Visit): CodeLabel | null {
    if (refusalGround === null) return null;
    const { refusalGrounds } = this.dependencies.law.codes;
    return (
      codeInForce(refusalGrounds, refusalGround, arrivedOn) ?? {
        code: refusalGround,
        label: refusalGround,
        legalBasis: null,
      }
    );
  }

  @FieldResolver(() => [PetitionType], {
    description:
      'What was brought, in the order of the numbers; of a visit with a denunciation no other petition, but for whoever may know who denounces.',
  })
  async petitions(@Root() visit: Visit, @Ctx() context: SubgraphContext): Promise<Petition[]> {
    const brought = (await context.load(this.loaders.petitionsOfVisits, visit.id)) ?? [];
    const access = await context.access(this.dependencies.standing);
    return mayKnowWhatCameTogether(access, visit) ? brought : brought.filter((each) => each.denouncerProtected);
  }
}
