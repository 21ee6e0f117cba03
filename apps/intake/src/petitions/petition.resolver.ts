import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { validate } from 'uuid';
import { codeInForce } from '@tiepdan/code-lists';
import { connection, page, type Connection, type SubgraphContext } from '@tiepdan/subgraph';
import { AgencyStub } from '../agencies/agency.graphql';
import { PetitionerType } from '../people/person.graphql';
import type { StatedPerson } from '../people/person';
import type { Dependencies } from '../dependencies';
import { placeInList } from '../lists/place-in-list.graphql';
import type { Petition } from './petition';
import { accessObjectOf } from './petition-access';
import { lookAtContent, lookAtPetitioners } from './petition-looks.graphql';
import { PetitionFilter } from './petition-inputs.graphql';
import { EligibilityType, PetitionConnection, PetitionType, PlaceType, RespondentType } from './petition.graphql';
import type { Loaders } from '../loaders';
import { duplicatesOf, listPetitions, type DuplicatesPage } from './petition.repository';

const keysOf = ({ receivedAt, id }: Petition) => [receivedAt.toISOString(), id];
const FIRST = 'How many, 1 to 100; 20 unless told.';
const AFTER = 'Continue after this place.';

@Resolver(() => PetitionType)
export class PetitionResolver {
  constructor(
    private readonly dependencies: Dependencies,
    private readonly loaders: Loaders,
  ) {}

  @Query(() => PetitionType, { nullable: true, description: 'One petition.' })
  petition(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Petition | null> {
    return this.findForAccess(id, context);
  }

  /** Null for a petition outside the caller's reach, as for one that does not exist. @throws AccessDenied without any duty to read */
  async findForAccess(id: string, context: SubgraphContext): Promise<Petition | null> {
    const access = await context.access(this.dependencies.standing);
    access.reach('readPetition');
    const found = await context.load(this.loaders.petitions, id);
    return found && access.may('readPetition', accessObjectOf(found)) ? found : null;
  }

  @Query(() => PetitionConnection, { description: 'Petitions, the last received first.' })
  async petitions(
    @Ctx() context: SubgraphContext,
    @Arg('filter', () => PetitionFilter, { nullable: true, description: 'Which ones.' }) filter?: PetitionFilter | null,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after?: string | null,
  ): Promise<Connection<Petition>> {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readPetition');
    const wanted = page(first, after);
    if (filter?.agency != null && !validate(filter.agency)) return connection([], wanted, keysOf);
    const found = await listPetitions(reader.within(reach), filter ?? {}, reach, placeInList(wanted), wanted.size + 1);
    return connection(found, wanted, keysOf);
  }

  @FieldResolver(() => AgencyStub, { description: 'Agency that received it.' })
  receivingAgency(@Root() petition: Petition) {
    return { id: petition.receivingAgencyId };
  }

  @FieldResolver(() => RespondentType, { nullable: true, description: 'Against whom it is directed.' })
  respondent(@Root() petition: Petition): Petition | null {
    return petition.respondentKind === null ? null : petition;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: 'Where the matter arose.' })
  place(@Root() petition: Petition): Petition | null {
    return petition.placeCommuneId === null && petition.placeText === null ? null : petition;
  }

  @FieldResolver(() => [PetitionerType], {
    nullable: true,
    description: 'Who stands under it; null where the caller may not know.',
  })
  async petitioners(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<StatedPerson[] | null> {
    const { standing } = this.dependencies;
    const isOpened = await lookAtPetitioners(petition, context, { standing, loaders: this.loaders });
    return context.load(isOpened ? this.loaders.denouncers : this.loaders.petitioners, petition.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What it says, in short; null where the caller may not read it.',
  })
  async summary(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<string> {
    lookAtContent(await context.access(this.dependencies.standing), petition, context);
    return petition.summary;
  }

  @FieldResolver(() => EligibilityType, { nullable: true, description: 'Null until classified.' })
  eligibility(@Root() { eligible, ineligibleReasons, classifiedOn }: Petition): EligibilityType | null {
    if (eligible === null || classifiedOn === null) return null;
    const { ineligibleReasons: list } = this.dependencies.law.codes;
    const reasons = ineligibleReasons.map(
      (code) => codeInForce(list, code, classifiedOn) ?? { code, label: code, legalBasis: null },
    );
    return { eligible, reasons };
  }

  @FieldResolver(() => PetitionType, { nullable: true, description: 'The petition it repeats.' })
  async duplicateOf(@Root() { duplicateOfId }: Petition, @Ctx() context: SubgraphContext): Promise<Petition | null> {
    return duplicateOfId === null ? null : this.findForAccess(duplicateOfId, context);
  }

  @FieldResolver(() => PetitionConnection, { description: 'Petitions that repeat it, oldest first.' })
  async duplicates(
    @Root() { id }: Petition,
    @Ctx() context: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after?: string | null,
  ): Promise<Connection<Petition>> {
    const wanted = page(first, after);
    const place = placeInList(wanted);
    const found = place
      ? await this.duplicatesAfter(id, context, { limit: wanted.size + 1, after: place })
      : (await context.load(this.loaders.duplicates, id))?.slice(0, wanted.size + 1);
    return connection(found ?? [], wanted, keysOf);
  }

  private async duplicatesAfter(id: string, context: SubgraphContext, asked: DuplicatesPage) {
    const { reader, standing } = this.dependencies;
    const reach = (await context.access(standing)).reach('readPetition');
    return (await duplicatesOf(reader.within(reach), [id], reach, asked)).get(id);
  }
}
