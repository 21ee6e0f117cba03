import type { Pool } from 'pg';
import type { Law } from '@tiepdan/law';
import { AccessDenied, isAllowed } from '@tiepdan/access';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { AgencyResolver, DocumentResolver, OfficerResolver, SuccessionResolver } from './agencies/agency.resolver';
import { MeResolver } from './agencies/me.resolver';
import { batched, registerOf } from './agencies/register.repository';
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
import { loadCaseWorkflow, type CaseWorkflow } from './cases/case-workflow';
import { DeadlineResolver } from './cases/deadline.resolver';
import { PetitionCaseResolver } from './cases/petition-case.resolver';
import { DirectiveRefused } from './directives/directive.graphql';
import { DirectiveResolver } from './directives/directive.resolver';
import { PartyResolver, TaskReportResolver } from './directives/party.resolver';

export interface AssignmentDependencies {
  readonly pool: Pool;
  readonly law: Law;
  readonly workflow: CaseWorkflow;
  readonly now: () => Date;
  readonly wakeRelay: () => void;
}

export function assignmentSubgraph(dependencies: AssignmentDependencies) {
  const { pool, law, now } = dependencies;
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
      new DeadlineResolver(law, now),
      new PetitionCaseResolver(readings.casesOfPetitions),
      directives,
      new PartyResolver(register.agencies),
      new TaskReportResolver(register.officers),
    ],
    types: [PetitionStub, CaseRefused, DirectiveRefused],
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
export const printedSchema = async (law: Law, lawData: string): Promise<string> =>
  (
    await assignmentSubgraph({
      pool: undefined as unknown as Pool,
      law,
      workflow: loadCaseWorkflow(lawData, law),
      now: () => new Date(),
      wakeRelay: () => undefined,
    })
  ).sdl;
