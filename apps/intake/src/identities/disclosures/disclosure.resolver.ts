import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { connection, page, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { OfficerStub, stub } from '../../agencies/agency.graphql';
import type { Dependencies } from '../../dependencies';
import { placeInList } from '../../lists/place-in-list.graphql';
import type { Petition } from '../../petitions/petition';
import type { Loaders } from '../../loaders';
import { PetitionType } from '../../petitions/petition.graphql';
import { statusOf, type Disclosure } from './disclosure';
import { DisclosureConnection, DisclosureStatusEnum, DisclosureType } from './disclosure.graphql';
import { listDisclosures } from './disclosure.repository';

@Resolver(() => DisclosureType)
export class DisclosureResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @Query(() => DisclosureConnection, {
    description: "Openings of denouncers' identities, the last one asked for first.",
  })
  async disclosures(
    @Ctx() context: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Disclosure>> {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readDisclosure');
    const wanted = page(first, after);
    const found = await listDisclosures(reader.within(reach), reach, placeInList(wanted), wanted.size + 1);
    return connection(found, wanted, ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  }

  @FieldResolver(() => DisclosureStatusEnum, { description: 'How it stands now.' })
  status(@Root() disclosure: Disclosure) {
    return statusOf(disclosure, this.dependencies.now());
  }

  @FieldResolver(() => OfficerStub, { description: 'Custodian who asked, and may read while it is open.' })
  requestedBy(@Root() { requestedById }: Disclosure) {
    return { id: requestedById };
  }

  @FieldResolver(() => OfficerStub, { nullable: true, description: 'Custodian who agreed.' })
  approvedBy(@Root() { approvedById }: Disclosure) {
    return stub(approvedById);
  }

  @FieldResolver(() => PetitionType, {
    nullable: true,
    description: 'The denunciation; null for who watches over openings and may see no petition.',
  })
  async petition(@Root() { petitionId }: Disclosure, @Ctx() context: SubgraphContext): Promise<Petition | null> {
    return context.load(this.loaders.petitions, petitionId);
  }
}
