import { AccessDenied } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/assignment';
import type { Day } from '@tiepdan/dated-table';
import { decidingDocument, type DocumentGiven } from '../documents/official-document';
import { alreadySuspended, notSuspended, ownAccess } from './delegate';
import type { DutyHolder } from './duty';

/** Whom an administrator suspends or lets act again, by which document. */
export interface AccessChange {
  readonly officer: string;
  readonly document: DocumentGiven;
}

/**
 * Since when an officer is suspended after a change: the moment given, or null. Refuses OWN_ACCESS, OFFICER_SUSPENDED,
 * OFFICER_NOT_SUSPENDED and what `decidingDocument` refuses.
 * @throws AccessDenied to a caller who is suspended: a token of a moment ago may still say otherwise
 */
export function suspendedAfter(
  operation: Operation,
  { document }: AccessChange,
  officer: DutyHolder,
  caller: DutyHolder | undefined,
  { at, today }: { readonly at: Date; readonly today: Day },
): Date | null {
  const isSuspending = operation === 'suspendOfficer';
  if (caller?.suspendedAt) throw new AccessDenied(operation);
  if (officer.id === caller?.id) throw ownAccess();
  decidingDocument(document, today);
  if (isSuspending && officer.suspendedAt) throw alreadySuspended();
  if (!isSuspending && !officer.suspendedAt) throw notSuspended();
  return isSuspending ? at : null;
}
