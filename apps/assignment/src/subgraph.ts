import type { Pool } from 'pg';
import type { Reader, StandingBook } from '@tiepdan/standing';
import { auditTrailOf } from '@tiepdan/audit-trail';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { loadWorkflows, type Workflows } from '@tiepdan/workflow';
import { AgencyResolver, DocumentResolver, OfficerResolver, SuccessionResolver } from './agencies/agency.resolver';
import { MeResolver } from './agencies/me.resolver';
import { registerOf } from './agencies/register.repository';
import type { CalendarBook } from './calendar/calendar-book';
import { CalendarDayRefused } from './calendar/calendar.graphql';
import { CalendarResolver } from './calendar/calendar.resolver';
import { DutyCommandsResolver } from './duties/duty-commands.resolver';
import { DelegationResolver } from './duties/delegation.resolver';
import { DelegationRefused, OfficerAccessRefused } from './duties/duty.graphql';
import { PetitionStub } from './cases/case.graphql';
import { CaseCommandsResolver } from './cases/case-commands.resolver';
import { CaseEventResolver, CaseHistoryResolver } from './cases/case-history.resolver';
import { CaseRefused } from './cases/case-inputs.graphql';
import { isBeyondReach } from './cases/case-reach.repository';
import { caseReadingsWithin } from './cases/case-readings.repository';
import { CaseResolver } from './cases/case.resolver';
import { DeadlineResolver } from './cases/deadline.resolver';
import { PetitionCaseResolver } from './cases/petition-case.resolver';
import { DirectiveRefused } from './directives/directive.graphql';
import { DirectiveResolver } from './directives/directive.resolver';
import { PartyResolver, TaskReportResolver } from './directives/party.resolver';
import { DeadlineRefused } from './law/compute-deadline.graphql';
import { ComputeDeadlineResolver } from './law/compute-deadline.resolver';
import { RuleResolver } from './law/rule.resolver';
import { TrailResolver } from './trails/trail.resolver';

export interface AssignmentDependencies {
  readonly pool: Pool;
  /** Cases are read through it for whoever asks. */
  readonly reader: Reader;
  readonly book: CalendarBook;
  /** How people and bodies stand to each other. */
  readonly standing: StandingBook;
  readonly workflow: Workflows;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
  readonly wakeRecomputation: () => void;
}

/** Types that no resolver is for. */
const onlyNamed = [
  PetitionStub,
  CaseRefused,
  DirectiveRefused,
  CalendarDayRefused,
  DeadlineRefused,
  DelegationRefused,
  OfficerAccessRefused,
];

export function assignmentSubgraph(dependencies: AssignmentDependencies) {
  const { pool, reader, standing, book, now } = dependencies;
  const register = registerOf(pool);
  const readings = caseReadingsWithin(reader, standing);
  const ofCases = { ...dependencies, register, readings };
  const agencies = new AgencyResolver({ pool, now, register });
  const officers = new OfficerResolver(register);
  const cases = new CaseResolver(ofCases);
  const directives = new DirectiveResolver(dependencies);
  return buildSubgraph<SubgraphContext>({
    resolvers: [
      agencies,
      new SuccessionResolver(register.agencies),
      officers,
      new DocumentResolver(register.agencies),
      new MeResolver({ pool, now, register }),
      cases,
      new CaseHistoryResolver({ reader, standing, firstHistory: readings.firstHistory }),
      new CaseEventResolver(register.officers),
      new CaseCommandsResolver(ofCases),
      new DeadlineResolver(book, now),
      new CalendarResolver(dependencies),
      new DutyCommandsResolver(dependencies),
      new DelegationResolver(register),
      new ComputeDeadlineResolver(book),
      new RuleResolver(book, now),
      new PetitionCaseResolver(readings.casesOfPetitions),
      directives,
      new PartyResolver(register.agencies),
      new TaskReportResolver(register.officers),
      new TrailResolver(),
      auditTrailOf({ field: 'caseEntries', pool, standing, isBeyond: isBeyondReach }),
    ],
    types: onlyNamed,
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

/** The schema alone, for printing: nothing behind it is ever called. */
export const printedSchema = async (lawData: string): Promise<string> =>
  (
    await assignmentSubgraph({
      pool: undefined as unknown as Pool,
      reader: undefined as unknown as Reader,
      book: undefined as unknown as CalendarBook,
      standing: undefined as unknown as StandingBook,
      workflow: loadWorkflows(lawData),
      now: () => new Date(),
      wakeRelay: () => undefined,
      wakeRecomputation: () => undefined,
    })
  ).sdl;
