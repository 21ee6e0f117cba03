import type { StandingBook } from '@tiepdan/standing';
import { accessBook, AccessDenied } from '@tiepdan/access';
import { policy } from '@tiepdan/access/intake';
import { auditTrailOf, AuditTrailType } from '@tiepdan/audit-trail';
import { buildSubgraph, type SubgraphContext } from '@tiepdan/subgraph';
import { AgencyStub, OfficerStub } from './agencies/agency.graphql';
import type { Dependencies } from './dependencies';
import { denouncerMutations } from './identities/denouncers/denouncer-mutations.graphql';
import {
  AgencyDenouncersResolver,
  DenouncerResolver,
  PetitionDenouncersResolver,
} from './identities/denouncers/denouncer.resolver';
import { disclosureMutations } from './identities/disclosures/disclosure-mutations.graphql';
import { DisclosureResolver } from './identities/disclosures/disclosure.resolver';
import { erasureMutations } from './identities/erasures/erasure-mutations.graphql';
import { handlingMutations } from './handling/handling-mutations.graphql';
import { PlaceResolver, RespondentResolver } from './petitions/petition-parts.resolver';
import { isBeyondReach } from './reach/petition-reach.repository';
import { openLoaders } from './loaders';
import { PetitionResolver } from './petitions/petition.resolver';
import { ReceiptResolver, SignedReceiptResolver } from './tracking/receipt.resolver';
import { TrackingResolver } from './tracking/tracking.resolver';
import { receptionMutations } from './reception/reception-mutations.graphql';
import { PetitionVisitResolver } from './reception/visits/petition-visit.resolver';
import { VisitResolver } from './reception/visits/visit.resolver';

/** Every command of this service. */
const mutations = [
  ...handlingMutations,
  ...receptionMutations,
  ...disclosureMutations,
  ...erasureMutations,
  ...denouncerMutations,
];

export type IntakeDependencies = Omit<Dependencies, 'standing'> & { readonly standing: StandingBook };

export function intakeSubgraph(given: IntakeDependencies) {
  const standing = accessBook(policy, given.standing);
  const dependencies: Dependencies = { ...given, standing };
  const { pool } = dependencies;
  const loaders = openLoaders(dependencies);
  const petitions = new PetitionResolver(dependencies, loaders);
  const visits = new VisitResolver(dependencies, loaders);
  return buildSubgraph<SubgraphContext>({
    resolvers: [
      petitions,
      new RespondentResolver(standing),
      new PlaceResolver(standing),
      visits,
      new PetitionVisitResolver(dependencies, loaders),
      new DisclosureResolver(dependencies, loaders),
      new ReceiptResolver(dependencies, loaders),
      new SignedReceiptResolver(),
      new TrackingResolver(dependencies),
      new PetitionDenouncersResolver(dependencies, loaders),
      new DenouncerResolver(dependencies, loaders),
      new AgencyDenouncersResolver(loaders),
      ...mutations.map((Mutation) => new Mutation(dependencies)),
      auditTrailOf({ field: 'intakeEntries', pool, standing, isBeyond: isBeyondReach }),
    ],
    types: [AgencyStub, OfficerStub, AuditTrailType],
    // A promise that rejects makes one entity null; a throw would fail all of them.
    references: {
      Petition: ({ id }, context) => petitions.findForAccess(id, context),
      Visit: ({ id }, context) => visits.findForAccess(id, context),
      // A person is shown with the visit or petition they came with, where it is known who may know.
      Citizen: () => Promise.reject(new AccessDenied('readPetitionContent')),
      AuditTrail: ({ id }) => ({ id }),
      Agency: ({ id }) => ({ id }),
      Officer: ({ id }) => ({ id }),
    },
  });
}
