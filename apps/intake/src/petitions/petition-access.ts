import { AccessDenied, isAllowed, type Operation, type Principal } from '@tiepdan/access';
import type { Petition } from './petition';

type Guarded = { readonly receivingAgencyId: string; readonly denouncerProtected: boolean };

/** What a petition says is for those who handle it at the agency that received it. */
export const mayReadContent = (principal: Principal, { receivingAgencyId }: Guarded): boolean =>
  isAllowed(principal, 'readPetitionContent') && principal.agencyId === receivingAgencyId;

/** Who brought it as well; a denouncer is known to fewer (Luật TC Đ.56). */
export const mayReadPetitioners = (principal: Principal, petition: Guarded): boolean =>
  mayReadContent(principal, petition) && (!petition.denouncerProtected || isAllowed(principal, 'readDenouncer'));

/** Only the agency that received a petition changes it. Throws AccessDenied. */
export function authoriseChange(principal: Principal, operation: Operation, { receivingAgencyId }: Petition): void {
  if (principal.agencyId !== receivingAgencyId) throw new AccessDenied(operation);
}
