import { AccessDenied, type Access } from '@tiepdan/access';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Petition } from './petition';
import { accessObjectOf } from './petition-access';

/** Notes that the caller is shown what a petition says. @throws AccessDenied where they may not read it */
export function lookAtContent(access: Access, petition: Petition, context: SubgraphContext): void {
  const operation = 'readPetitionContent';
  const acting = access.acting(operation, accessObjectOf(petition));
  if (!acting) throw new AccessDenied(operation);
  context.looked({ agencyId: petition.receivingAgencyId, operation, objectId: petition.id, acting });
}
