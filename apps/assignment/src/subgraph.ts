import { accessBook } from '@tiepdan/access';
import { policy } from '@tiepdan/access/assignment';
import type { Reader, StandingBook } from '@tiepdan/standing';
import { auditTrailOf } from '@tiepdan/audit-trail';
import type { CommandDependencies } from '@tiepdan/command';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import type { Workflows } from '@tiepdan/workflow';
import { AgencyResolver, DocumentResolver, OfficerResolver, SuccessionResolver } from './agencies/agency.resolver';
import { MeResolver } from './duties/me.resolver';
import { registerOf } from './agencies/register.repository';
import type { CalendarBook } from './calendar/calendar-book';
import { calendarMutations } from './calendar/calendar-mutations.graphql';
import { CalendarResolver } from './calendar/calendar.resolver';
import { dutyMutations } from './duties/duty-mutations.graphql';
import { DelegationResolver } from './duties/delegation.resolver';
import { loadOperations } from './duties/operations';
import { PetitionStub } from './cases/case.graphql';
import { caseMutations } from './cases/case-mutations.graphql';
import { CaseEventResolver, CaseHistoryResolver } from './cases/case-history.resolver';
import { isBeyondReach } from './cases/case-reach.repository';
import { caseLoadersWithin } from './cases/case-loaders.repository';
import { CaseResolver } from './cases/case.resolver';
import { DeadlineResolver } from './clocks/deadline.resolver';
import { PetitionCaseResolver } from './cases/petition-case.resolver';
import { directiveMutations } from './directives/directive-mutations.graphql';
import { DirectiveResolver } from './directives/directive.resolver';
import { PartyResolver, TaskReportResolver } from './directives/party.resolver';
import { ComputeDeadlineResolver } from './law/compute-deadline.resolver';
import { refusalOf } from './clocks/lawful';
import { RuleResolver } from './law/rule.resolver';
import { TrailResolver } from './trails/trail.resolver';

export interface AssignmentDependencies extends Omit<CommandDependencies, 'standing'> {
  /** Cases are read through it for whoever asks. */
  readonly reader: Reader;
  readonly book: CalendarBook;
  /** How people and bodies stand to each other. */
  readonly standing: StandingBook;
  readonly workflow: Workflows;
  readonly wakeRecomputation: () => void;
}

const OPERATIONS = 'apps/assignment/data';

/** Every command of this service. */
const mutations = [...caseMutations, ...calendarMutations, ...dutyMutations, ...directiveMutations];

export function assignmentSubgraph(given: AssignmentDependencies) {
  const { pool, reader, book, now } = given;
  const standing = accessBook(policy, given.standing);
  const dependencies = { ...given, standing };
  const operationsOf = loadOperations(OPERATIONS);
  const register = registerOf(pool);
  const loaders = caseLoadersWithin(reader, standing);
  const ofCases = { ...dependencies, register, loaders };
  const agencies = new AgencyResolver({ pool, now, register });
  const officers = new OfficerResolver(register);
  const cases = new CaseResolver(ofCases);
  const directives = new DirectiveResolver(pool);
  return buildSubgraph<SubgraphContext>({
    resolvers: [
      agencies,
      new SuccessionResolver(register.agencies),
      officers,
      new DocumentResolver(register.agencies),
      new MeResolver({ pool, now, register, operationsOf }),
      cases,
      new CaseHistoryResolver({ reader, standing, firstHistory: loaders.firstHistory }),
      new CaseEventResolver(register.officers),
      new DeadlineResolver(book, now),
      new CalendarResolver(pool),
      new DelegationResolver(register, operationsOf),
      new ComputeDeadlineResolver(book),
      new RuleResolver(book, now),
      new PetitionCaseResolver(loaders.casesOfPetitions),
      directives,
      new PartyResolver(register.agencies),
      new TaskReportResolver(register.officers),
      new TrailResolver(),
      ...mutations.map((Mutation) => new Mutation({ ...dependencies, refusalOf })),
      auditTrailOf({ field: 'caseEntries', pool, standing, isBeyond: isBeyondReach }),
    ],
    types: [PetitionStub],
    references: {
      Agency: ({ id }, context) => agencies.agency(context, id),
      Officer: ({ id }, context) => officers.findForAccess(id, context),
      Petition: ({ id }) => ({ id }),
      AuditTrail: ({ id }) => ({ id }),
      Directive: ({ id }, context) => directives.directive(context, id),
      Case: ({ id }, context) => cases.case(context, id),
    },
  });
}
