import type { Dependencies } from './dependencies';
import { identityLoaders, type IdentityLoaders } from './identities/identity-loaders.repository';
import { petitionLoaders, type PetitionLoaders } from './petitions/petition-loaders.repository';
import { loadForCaller } from './reach/load-for-caller.repository';
import { visitLoaders, type VisitLoaders } from './reception/visits/visit-loaders.repository';

/** What the resolvers of a request load by id, each kind with one statement, and each for the caller alone. */
export interface Loaders extends PetitionLoaders, VisitLoaders, IdentityLoaders {}

export function openLoaders(dependencies: Dependencies): Loaders {
  const load = loadForCaller(dependencies);
  return { ...petitionLoaders(load), ...visitLoaders(load), ...identityLoaders(load, dependencies) };
}
