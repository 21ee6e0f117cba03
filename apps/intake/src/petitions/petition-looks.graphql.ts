import { type Access, type AccessBook, AccessDenied } from '@tiepdan/access';
import { isAllowed } from '@tiepdan/access/intake';
import type { SubgraphContext } from '@tiepdan/subgraph';
import type { Petition } from './petition';
import { accessObjectOf, readingPetitioners } from './petition-access';
import type { Loaders } from '../loaders';

/** Notes that the caller is shown what a petition says. @throws AccessDenied where they may not read it */
export function lookAtContent(access: Access, petition: Petition, context: SubgraphContext): void {
  const operation = 'readPetitionContent';
  const acting = access.acting(operation, accessObjectOf(petition));
  if (!acting) throw new AccessDenied(operation);
  context.looked({ agencyId: petition.receivingAgencyId, operation, objectId: petition.id, acting });
}

/**
 * Notes that the caller is shown who brought a petition. True where it was opened to them, false where it is their duty to know.
 * @throws AccessDenied where it is neither
 */
export async function lookAtPetitioners(
  petition: Petition,
  context: SubgraphContext,
  { standing, loaders }: { readonly standing: AccessBook; readonly loaders: Loaders },
): Promise<boolean> {
  const access = await context.access(standing);
  const operation = readingPetitioners(petition);
  const look = { agencyId: petition.receivingAgencyId, operation, objectId: petition.id };
  const onDuty = access.acting(operation, accessObjectOf(petition));
  if (onDuty) {
    context.looked({ ...look, acting: onDuty });
    return false;
  }
  if (!isAllowed(context.principal, 'readDisclosure')) throw new AccessDenied(operation);
  const disclosure = await context.load(loaders.disclosures, petition.id);
  const given = { purpose: disclosure?.purpose, secondPersonId: disclosure?.approvedById };
  const acting = disclosure && access.acting('readDenouncer', accessObjectOf(petition), given);
  if (!acting) throw new AccessDenied(operation);
  context.looked({ ...look, operation: 'readDenouncer', acting, purpose: disclosure.purpose });
  return true;
}
