import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { validate } from 'uuid';
import { AccessDenied, authorise } from '@tiepdan/access';
import { petitionContract, visitContract } from '@tiepdan/contract-intake';
import { codeInForce, registerSuffix } from '@tiepdan/code-lists';
import {
  answerCommand,
  CodeLabel,
  connection,
  page,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import { AgencyStub, OfficerStub } from '../agencies/agency.graphql';
import type { Dependencies } from '../dependencies';
import { placeInList } from '../lists/place-in-list.graphql';
import type { Citizen, StatedPerson } from '../people/person';
import { CitizenType } from '../people/person.graphql';
import { visitorsOf } from '../people/person.repository';
import type { Petition } from '../petitions/petition';
import { mayReadPetitioners } from '../petitions/petition-access';
import { PetitionType } from '../petitions/petition.graphql';
import { petitionsOfVisits } from '../petitions/petition.repository';
import { prepareVisit } from './register-visit';
import { storeVisit } from './register-visit.repository';
import type { Visit } from './visit';
import { RegisterVisitInput, VisitConnection, VisitFilter, VisitResult, VisitType } from './visit.graphql';
import { listVisits, visitsByIds } from './visit.repository';

const keysOf = ({ arrivedAt, id }: Visit) => [arrivedAt.toISOString(), id];

@Resolver(() => VisitType)
export class VisitResolver {
  readonly visitById: BatchLoad<Visit>;
  private readonly visitorsById: BatchLoad<StatedPerson[]>;
  private readonly petitionsById: BatchLoad<Petition[]>;

  constructor(private readonly dependencies: Dependencies) {
    const { pool } = dependencies;
    this.visitById = (ids) => visitsByIds(pool, ids);
    this.visitorsById = (ids) => visitorsOf(pool, ids);
    this.petitionsById = (ids) => petitionsOfVisits(pool, ids);
  }

  @Query(() => VisitType, { nullable: true, description: 'One visit.' })
  visit(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Visit | null> {
    authorise(context.principal, 'readVisit');
    return context.load(this.visitById, id);
  }

  @Query(() => VisitConnection, { description: 'Visits, the last first.' })
  async visits(
    @Ctx() { principal }: SubgraphContext,
    @Arg('filter', () => VisitFilter, { nullable: true, description: 'Which ones.' }) filter?: VisitFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Visit>> {
    authorise(principal, 'readVisit');
    const wanted = page(first, after);
    if (filter?.agency != null && !validate(filter.agency)) return connection([], wanted, keysOf);
    const found = await listVisits(this.dependencies.pool, filter ?? {}, placeInList(wanted), wanted.size + 1);
    return connection(found, wanted, keysOf);
  }

  @Mutation(() => VisitResult, { description: 'Records who came and what they brought (tiếp công dân).' })
  registerVisit(
    @Ctx() context: SubgraphContext,
    @Arg('input', () => RegisterVisitInput, { description: 'Who came, and with what.' }) input: RegisterVisitInput,
    @Arg('idempotencyKey', () => String, {
      description: 'Your own key: the same key gives the same answer for 30 days.',
    })
    idempotencyKey: string,
  ) {
    const { pool, law, wakeRelay } = this.dependencies;
    const { principal } = context;
    authorise(principal, 'registerVisit');
    return answerCommand('VisitRefused', { input, idempotencyKey }, async () => {
      const call = { principalId: principal.id, key: idempotencyKey, operation: 'registerVisit', input };
      const registers = {
        visit: registerSuffix(law.codes, 'visit')!,
        petition: registerSuffix(law.codes, 'petition')!,
      };
      const visit = await storeVisit(pool, call, prepareVisit(input, principal.id, this.dependencies), registers);
      wakeRelay();
      for (const petition of await this.petitions(visit, context)) context.wrote(petitionContract.topic, petition);
      return context.wrote(visitContract.topic, visit);
    });
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
    const { agencyId: receivingAgencyId, denouncerProtected } = visit;
    if (!mayReadPetitioners(context.principal, { receivingAgencyId, denouncerProtected }))
      throw new AccessDenied('readPetitionContent');
    return (await context.load(this.visitorsById, visit.id))?.map(({ citizen }) => citizen) ?? null;
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

  @FieldResolver(() => [PetitionType], { description: 'What was brought, in the order of the numbers.' })
  async petitions(@Root() { id }: Visit, @Ctx() context: SubgraphContext): Promise<Petition[]> {
    return (await context.load(this.petitionsById, id)) ?? [];
  }
}
