import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Queryable } from '@tiepdan/database';
import { validate as isUuid } from 'uuid';
import { authorise } from '@tiepdan/access/assignment';
import { dayInProvince, toDay } from '@tiepdan/dated-table';
import {
  badInput,
  connection,
  DateScalar,
  page,
  type BatchLoad,
  type Connection,
  type SubgraphContext,
  type Page,
} from '@tiepdan/subgraph';
import type { Agency, Officer, Succession } from './agency';
import {
  AgencyConnection,
  AgencyFilter,
  AgencyType,
  DocumentType,
  OfficerType,
  SuccessionType,
} from './agency.graphql';
import { agencyByCode, listAgencies } from './agency.repository';
import type { Register } from './register';

export interface AgencyDependencies {
  readonly pool: Queryable;
  readonly now: () => Date;
  readonly register: Register;
}

@Resolver(() => AgencyType)
export class AgencyResolver {
  constructor(private readonly dependencies: AgencyDependencies) {}

  @Query(() => AgencyType, { nullable: true, description: 'One body, by id, or by code on a day (today unless told).' })
  agency(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { nullable: true, description: 'Which one.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Its code on the day asked.' }) code?: string | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'The day asked.' }) asOf?: string | null,
  ): Promise<Agency | null> | null {
    authorise(context.principal, 'readAgency');
    if (id != null) return isUuid(id) ? context.load(this.dependencies.register.agencies, id) : null;
    return code == null ? null : agencyByCode(this.dependencies.pool, code, this.dayAsked(asOf));
  }

  @Query(() => AgencyConnection, { description: 'Bodies that exist on a day (today unless told), by code.' })
  async agencies(
    @Ctx() { principal }: SubgraphContext,
    @Arg('filter', () => AgencyFilter, { nullable: true, description: 'Which ones.' }) filter?: AgencyFilter | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'The day asked.' }) asOf?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Agency>> {
    authorise(principal, 'readAgency');
    const wanted = page(first, after);
    const place = placeInRegister(wanted);
    const isAnybodys = filter?.parent == null || isUuid(filter.parent);
    const day = this.dayAsked(asOf);
    const found = isAnybodys
      ? await listAgencies(this.dependencies.pool, filter ?? {}, day, place, wanted.size + 1)
      : [];
    return connection(found, wanted, ({ code, id }) => [code, id]);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'The body above it.' })
  parent(@Root() { parentId }: Agency, @Ctx() context: SubgraphContext): Promise<Agency | null> | null {
    return parentId === null ? null : context.load(this.dependencies.register.agencies, parentId);
  }

  @FieldResolver(() => OfficerType, { nullable: true, description: 'The accountable head (người đứng đầu).' })
  head(@Root() { id }: Agency, @Ctx() context: SubgraphContext): Promise<Officer | null> {
    return context.load(this.dependencies.register.heads, id);
  }

  @FieldResolver(() => [SuccessionType], { description: 'Bodies it took over from.' })
  async predecessors(@Root() { id }: Agency, @Ctx() context: SubgraphContext): Promise<Succession[]> {
    return (await context.load(this.dependencies.register.predecessors, id)) ?? [];
  }

  @FieldResolver(() => [SuccessionType], { description: 'Bodies that took over from it.' })
  async successors(@Root() { id }: Agency, @Ctx() context: SubgraphContext): Promise<Succession[]> {
    return (await context.load(this.dependencies.register.successors, id)) ?? [];
  }

  private dayAsked(asOf: string | null | undefined) {
    return asOf == null ? dayInProvince(this.dependencies.now()) : toDay(asOf);
  }
}

/** Code and id of the last body of the page before. Throws BAD_USER_INPUT for another list's cursor. */
function placeInRegister({ after }: Page): readonly [string, string] | null {
  if (after === null) return null;
  if (after.length !== 2 || !isUuid(after[1])) throw badInput('"after" is not a cursor of this list.');
  return [after[0]!, after[1]!];
}

@Resolver(() => SuccessionType)
export class SuccessionResolver {
  constructor(private readonly agencies: BatchLoad<Agency>) {}

  @FieldResolver(() => AgencyType, { description: 'The body that ceased.' })
  from(@Root() { fromId }: Succession, @Ctx() context: SubgraphContext): Promise<Agency | null> {
    return context.load(this.agencies, fromId);
  }

  @FieldResolver(() => AgencyType, { description: 'The body that took over.' })
  to(@Root() { toId }: Succession, @Ctx() context: SubgraphContext): Promise<Agency | null> {
    return context.load(this.agencies, toId);
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The deciding document.' })
  decision(@Root() { documentTitle }: Succession): DocumentType {
    return { number: null, title: documentTitle, issuedOn: null };
  }
}

@Resolver(() => OfficerType)
export class OfficerResolver {
  constructor(private readonly register: Register) {}

  /** As the register names them, for whoever may read the register. */
  findForAccess(id: string, context: SubgraphContext): Promise<Officer | null> {
    authorise(context.principal, 'readAgency');
    return context.load(this.register.officers, id);
  }

  @FieldResolver(() => AgencyType, { description: 'The body the officer serves in.' })
  agency(@Root() { agencyId }: Officer, @Ctx() context: SubgraphContext): Promise<Agency | null> {
    return context.load(this.register.agencies, agencyId);
  }
}

@Resolver(() => DocumentType)
export class DocumentResolver {
  constructor(private readonly agencies: BatchLoad<Agency>) {}

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Who issued it, where known.' })
  issuer(
    @Root() { issuerId }: { issuerId?: string | null },
    @Ctx() context: SubgraphContext,
  ): Promise<Agency | null> | null {
    return issuerId == null ? null : context.load(this.agencies, issuerId);
  }
}
