import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { validate } from 'uuid';
import { AccessDenied, authorise } from '@tiepdan/access';
import { codeInForce } from '@tiepdan/code-lists';
import {
  connection,
  page,
  PAGE_SIZE_MAX,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import { AgencyStub } from '../agencies/agency.graphql';
import { petitionersOf } from '../people/person.repository';
import { PetitionerType } from '../people/person.graphql';
import type { StatedPerson } from '../people/person';
import type { Dependencies } from '../dependencies';
import { placeInList } from '../lists/place-in-list.graphql';
import type { Visit } from '../visits/visit';
import { VisitType } from '../visits/visit.graphql';
import { visitsByIds } from '../visits/visit.repository';
import type { Petition } from './petition';
import { mayReadContent, mayReadPetitioners } from './petition-access';
import { PetitionFilter } from './petition-inputs.graphql';
import { EligibilityType, PetitionConnection, PetitionType, PlaceType, RespondentType } from './petition.graphql';
import { duplicatesOf, listPetitions, petitionsByIds } from './petition.repository';

const keysOf = ({ receivedAt, id }: Petition) => [receivedAt.toISOString(), id];
const FIRST = 'How many, 1 to 100; 20 unless told.';
const AFTER = 'Continue after this place.';

@Resolver(() => PetitionType)
export class PetitionResolver {
  readonly petitionById: BatchLoad<Petition>;
  private readonly petitionersById: BatchLoad<StatedPerson[]>;
  private readonly duplicatesById: BatchLoad<Petition[]>;
  private readonly visitById: BatchLoad<Visit>;

  constructor(private readonly dependencies: Dependencies) {
    const { pool } = dependencies;
    this.petitionById = (ids) => petitionsByIds(pool, ids);
    this.petitionersById = (ids) => petitionersOf(pool, ids);
    this.duplicatesById = (ids) => duplicatesOf(pool, ids, PAGE_SIZE_MAX + 1);
    this.visitById = (ids) => visitsByIds(pool, ids);
  }

  @Query(() => PetitionType, { nullable: true, description: 'One petition.' })
  petition(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Petition | null> {
    authorise(context.principal, 'readPetition');
    return context.load(this.petitionById, id);
  }

  @Query(() => PetitionConnection, { description: 'Petitions, the last received first.' })
  async petitions(
    @Ctx() { principal }: SubgraphContext,
    @Arg('filter', () => PetitionFilter, { nullable: true, description: 'Which ones.' }) filter?: PetitionFilter | null,
    @Arg('first', () => Int, { nullable: true, description: FIRST }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after?: string | null,
  ): Promise<Connection<Petition>> {
    authorise(principal, 'readPetition');
    const wanted = page(first, after);
    if (filter?.agency != null && !validate(filter.agency)) return connection([], wanted, keysOf);
    const found = await listPetitions(this.dependencies.pool, filter ?? {}, placeInList(wanted), wanted.size + 1);
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
  petitioners(@Root() petition: Petition, @Ctx() context: SubgraphContext): Promise<StatedPerson[] | null> {
    if (!mayReadPetitioners(context.principal, petition)) throw new AccessDenied('readPetitionContent');
    return context.load(this.petitionersById, petition.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What it says, in short; null where the caller may not read it.',
  })
  summary(@Root() petition: Petition, @Ctx() { principal }: SubgraphContext): string {
    if (!mayReadContent(principal, petition)) throw new AccessDenied('readPetitionContent');
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
    return duplicateOfId === null ? null : context.load(this.petitionById, duplicateOfId);
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
      ? (await duplicatesOf(this.dependencies.pool, [id], wanted.size + 1, place)).get(id)
      : (await context.load(this.duplicatesById, id))?.slice(0, wanted.size + 1);
    return connection(found ?? [], wanted, keysOf);
  }

  @FieldResolver(() => VisitType, { nullable: true, description: 'The visit at which it was handed in.' })
  async visit(@Root() { visitId }: Petition, @Ctx() context: SubgraphContext): Promise<Visit | null> {
    return visitId === null ? null : context.load(this.visitById, visitId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Code its petitioner can follow it with; none is given yet.',
  })
  receipt(): null {
    return null;
  }
}
