import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import type { AccessBook } from '@tiepdan/access';
import { dayInProvince, isDay } from '@tiepdan/dated-table';
import type { Reader } from '@tiepdan/standing';
import {
  badInput,
  CodeLabel,
  connection,
  page,
  type Connection,
  type Page,
  type SubgraphContext,
} from '@tiepdan/subgraph';
import type { Workflows } from '@tiepdan/workflow';
import type { Agency, Officer } from '../agencies/agency';
import { AgencyType, OfficerType } from '../agencies/agency.graphql';
import type { Register } from '../agencies/register';
import type { CalendarBook } from '../calendar/calendar-book';
import type { Case, CaseDeadline } from './case';
import { CaseActionType, CaseConnection, CaseType, PetitionConnection } from './case.graphql';
import { WorklistFilter } from './case-inputs.graphql';
import type { CaseLoaders } from './case-loaders';
import { listWorklist } from './case-reach.repository';
import { stateOfCase } from './case-state';
import { DeadlineType } from '../clocks/deadline.graphql';
import { actionsFor, type CaseAction } from './take-action';

export interface CaseDependencies {
  readonly reader: Reader;
  readonly now: () => Date;
  readonly book: CalendarBook;
  readonly standing: AccessBook;
  readonly workflow: Workflows;
  readonly register: Register;
  readonly loaders: CaseLoaders;
}

@Resolver(() => CaseType)
export class CaseResolver {
  constructor(private readonly dependencies: CaseDependencies) {}

  @Query(() => CaseType, { nullable: true, description: 'One case (vụ việc).' })
  async case(
    @Ctx() context: SubgraphContext,
    @Arg('id', () => ID, { description: 'Which one.' }) id: string,
  ): Promise<Case | null> {
    // Asked before the id is looked at: who may read no case at all learns nothing of ids.
    (await context.access(this.dependencies.standing)).reach('readCase');
    return isUuid(id) ? context.load(this.dependencies.loaders.cases, id) : null;
  }

  @Query(() => CaseConnection, { description: 'Cases that are not over, the most urgent first.' })
  async worklist(
    @Ctx() context: SubgraphContext,
    @Arg('filter', () => WorklistFilter, { nullable: true, description: 'Which ones.' }) filter?: WorklistFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<Case>> {
    const reach = (await context.access(this.dependencies.standing)).reach('readCase');
    const wanted = page(first, after);
    const reading = { today: this.today(), after: placeInWorklist(wanted), limit: wanted.size + 1 };
    const isAnybodys = [filter?.agency, filter?.officer].every((id) => id == null || isUuid(id));
    const found = isAnybodys
      ? await listWorklist(this.dependencies.reader.within(reach), filter ?? {}, reach, reading)
      : [];
    return connection(found, wanted, ({ nextDueOn, id }) => [nextDueOn ?? 'infinity', id]);
  }

  @FieldResolver(() => CodeLabel, { description: "The exact state of the kind's own workflow." })
  state(@Root() found: Case): CodeLabel {
    const { code, label, legalBasis } = stateOfCase(this.dependencies.workflow, found);
    return { code, label, legalBasis };
  }

  @FieldResolver(() => CodeLabel, { nullable: true, description: 'How it ended, for a case that is over.' })
  outcome(@Root() found: Case): CodeLabel | null {
    return stateOfCase(this.dependencies.workflow, found).over ? this.state(found) : null;
  }

  @FieldResolver(() => AgencyType, { description: 'The agency that answers for it now.' })
  agency(@Root() { agencyId }: Case, @Ctx() context: SubgraphContext): Promise<Agency | null> {
    return context.load(this.dependencies.register.agencies, agencyId);
  }

  @FieldResolver(() => OfficerType, {
    nullable: true,
    description: 'Head of that agency at this moment (người đứng đầu).',
  })
  accountableHead(@Root() { agencyId }: Case, @Ctx() context: SubgraphContext): Promise<Officer | null> {
    return context.load(this.dependencies.register.heads, agencyId);
  }

  @FieldResolver(() => OfficerType, { nullable: true, description: 'The officer who handles it, if any.' })
  officer(@Root() { officerId }: Case, @Ctx() context: SubgraphContext): Promise<Officer | null> | null {
    return officerId === null ? null : context.load(this.dependencies.register.officers, officerId);
  }

  @FieldResolver(() => [DeadlineType], { description: 'Its deadlines, by due day.' })
  async deadlines(@Root() { id }: Case, @Ctx() context: SubgraphContext): Promise<CaseDeadline[]> {
    return (await context.load(this.dependencies.loaders.deadlines, id)) ?? [];
  }

  @FieldResolver(() => DeadlineType, { nullable: true, description: 'The running deadline that is due first.' })
  async nextDeadline(@Root() { id }: Case, @Ctx() context: SubgraphContext): Promise<CaseDeadline | null> {
    const deadlines = await context.load(this.dependencies.loaders.deadlines, id);
    return deadlines?.find(({ status }) => status === 'RUNNING') ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether a running deadline has passed.' })
  overdue(@Root() { nextDueOn }: Case): boolean {
    return nextDueOn !== null && nextDueOn < this.today();
  }

  @FieldResolver(() => [CaseActionType], { description: 'What the caller may do now, and why not the rest.' })
  async allowedActions(@Root() found: Case, @Ctx() context: SubgraphContext): Promise<CaseAction[]> {
    const { workflow, book, loaders } = this.dependencies;
    const deadlines = (await context.load(loaders.deadlines, found.id)) ?? [];
    const access = await context.access(this.dependencies.standing);
    const situation = { found, deadlines, principal: context.principal, access, today: this.today() };
    return actionsFor({ workflow, law: book.newest() }, situation);
  }

  @FieldResolver(() => PetitionConnection, {
    nullable: true,
    description: 'Petitions that belong to it, the first one first.',
  })
  async petitions(
    @Root() { id }: Case,
    @Ctx() context: SubgraphContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 unless told.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this place.' }) after?: string | null,
  ): Promise<Connection<{ id: string }>> {
    const wanted = page(first, after);
    const petitions = (await context.load(this.dependencies.loaders.petitions, id)) ?? [];
    const from = wanted.after ? petitions.indexOf(wanted.after[0] ?? '') + 1 : 0;
    const nodes = petitions.slice(from, from + wanted.size + 1).map((petitionId) => ({ id: petitionId }));
    return connection(nodes, wanted, (petition) => [petition.id]);
  }

  private today() {
    return dayInProvince(this.dependencies.now());
  }
}

/** Due day, or `infinity`, and id of the last case of the page before. Throws BAD_USER_INPUT for another list's cursor. */
function placeInWorklist({ after }: Page): readonly [string, string] | null {
  if (after === null) return null;
  const [dueOn, id] = after;
  if (after.length !== 2 || !(dueOn === 'infinity' || isDay(dueOn!)) || !isUuid(id))
    throw badInput('"after" is not a cursor of this list.');
  return [dueOn!, id!];
}
