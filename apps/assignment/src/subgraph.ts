import type { Pool } from 'pg';
import { AccessDenied, isAllowed } from '@tiepdan/access';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { loadWorkflows, type Workflows } from '@tiepdan/workflow';
import { AgencyResolver, DocumentResolver, OfficerResolver, SuccessionResolver } from './agencies/agency.resolver';
import { MeResolver } from './agencies/me.resolver';
import { batched, registerOf } from './agencies/register.repository';
import type { CalendarBook } from './calendar/calendar-book';
import { CalendarDayRefused } from './calendar/calendar.graphql';
import { CalendarResolver } from './calendar/calendar.resolver';
import { isHiddenFrom } from './cases/case';
import { PetitionStub } from './cases/case.graphql';
import { CaseCommandsResolver } from './cases/case-commands.resolver';
import { historyOfCases } from './cases/case-history.repository';
import { CaseEventResolver, CaseHistoryResolver, HISTORY_BATCH_MAX } from './cases/case-history.resolver';
import { CaseRefused } from './cases/case-inputs.graphql';
import type { CaseReadings } from './cases/case-readings';
import { petitionsOfCases } from './cases/case-petition.repository';
import { casesByIds, casesOfPetitions, deadlinesOfCases } from './cases/case.repository';
import { CaseResolver } from './cases/case.resolver';
import { DeadlineResolver } from './cases/deadline.resolver';
import { PetitionCaseResolver } from './cases/petition-case.resolver';
import { DirectiveRefused } from './directives/directive.graphql';
import { DirectiveResolver } from './directives/directive.resolver';
import { PartyResolver, TaskReportResolver } from './directives/party.resolver';
import { DeadlineRefused } from './law/compute-deadline.graphql';
import { ComputeDeadlineResolver } from './law/compute-deadline.resolver';
import { RuleResolver } from './law/rule.resolver';

export interface AssignmentDependencies {
  readonly pool: Pool;
  readonly book: CalendarBook;
  readonly workflow: Workflows;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
  readonly wakeRecomputation: () => void;
}

export function assignmentSubgraph(dependencies: AssignmentDependencies) {
  const { pool, book, now } = dependencies;
  const register = registerOf(pool);
  const readings: CaseReadings = {
    cases: batched(pool, casesByIds),
    casesOfPetitions: batched(pool, casesOfPetitions),
    deadlines: batched(pool, deadlinesOfCases),
    petitions: batched(pool, petitionsOfCases),
    firstHistory: batched(pool, (client, ids) => historyOfCases(client, ids, HISTORY_BATCH_MAX)),
  };
  const ofCases = { ...dependencies, register, readings };
  const directives = new DirectiveResolver(dependencies);
  return buildSubgraph<SubgraphContext>({
    resolvers: [
      new AgencyResolver({ pool, now, register }),
      new SuccessionResolver(register.agencies),
      new OfficerResolver(register.agencies),
      new DocumentResolver(register.agencies),
      new MeResolver(register),
      new CaseResolver(ofCases),
      new CaseHistoryResolver({ pool, firstHistory: readings.firstHistory }),
      new CaseEventResolver(register.officers),
      new CaseCommandsResolver(ofCases),
      new DeadlineResolver(book, now),
      new CalendarResolver(dependencies),
      new ComputeDeadlineResolver(book),
      new RuleResolver(book, now),
      new PetitionCaseResolver(readings.casesOfPetitions),
      directives,
      new PartyResolver(register.agencies),
      new TaskReportResolver(register.officers),
    ],
    types: [PetitionStub, CaseRefused, DirectiveRefused, CalendarDayRefused, DeadlineRefused],
    references: {
      Agency: ({ id }, context) => context.load(register.agencies, id),
      Officer: ({ id }, context) => context.load(register.officers, id),
      Petition: ({ id }) => ({ id }),
      Directive: ({ id }, context) => context.load(directives.byIds, id),
      Case: async ({ id }, context) => {
        if (!isAllowed(context.principal, 'readCase')) throw new AccessDenied('readCase');
        const found = await context.load(readings.cases, id);
        return found && !isHiddenFrom(found, context.principal) ? found : null;
      },
    },
  });
}

/** The schema alone, for printing: nothing behind it is ever called. */
export const printedSchema = async (lawData: string): Promise<string> =>
  (
    await assignmentSubgraph({
      pool: undefined as unknown as Pool,
      book: undefined as unknown as CalendarBook,
      workflow: loadWorkflows(lawData),
      now: () => new Date(),
      wakeRelay: () => undefined,
      wakeRecomputation: () => undefined,
    })
  ).sdl;
