import { AccessDenied, PROTECTED_KIND, type Access, type AccessObject } from '@tiepdan/access';
import type { Operation } from '@tiepdan/access/intake';
import { Refusal } from '@tiepdan/refusal';
import type { Petition } from './petition';

type Guarded = Pick<
  Petition,
  'kind' | 'receivingAgencyId' | 'denouncerProtected' | 'respondentAgencyId' | 'respondentOfficerId'
>;

/** A petition as access is judged by. One that was ever taken for a denunciation stays closed to those it was about. */
export const accessObjectOf = (petition: Guarded): AccessObject => ({
  agencyId: petition.receivingAgencyId,
  matter: {
    kind: petition.denouncerProtected ? PROTECTED_KIND : petition.kind,
    respondentAgencyId: petition.respondentAgencyId,
    respondentOfficerId: petition.respondentOfficerId,
  },
});

/**
 * What it takes to know who brought a petition: what it says is for those who handle it at the agency that received it; a
 * denouncer is known to fewer, or to whom it was opened (Luật TC Đ.49, Đ.56).
 */
export const readingPetitioners = ({ denouncerProtected }: Pick<Petition, 'denouncerProtected'>): Operation =>
  denouncerProtected ? 'readDenouncer' : 'readPetitionContent';

/**
 * Whether somebody may know which petitions were brought together: who brought a complaint is known to whoever handles it, so
 * that a denunciation brought with it would tell who denounces.
 */
export const mayKnowWhatCameTogether = (
  access: Access,
  { agencyId, denouncerProtected }: { readonly agencyId: string; readonly denouncerProtected: boolean },
): boolean => !denouncerProtected || access.may('readDenouncer', { agencyId });

/** @throws AccessDenied for whoever does not receive people or petitions at this agency */
export function authoriseReception(access: Access, operation: Operation, agencyId: string): void {
  if (!access.may(operation, { agencyId })) throw new AccessDenied(operation);
}

/**
 * Refuses CONFLICT_OF_INTEREST for a petition that is about the caller, their head or their body. `field` says where its
 * respondent stands in the input.
 */
export function checkConflict(access: Access, operation: Operation, petition: Guarded, field: string): void {
  if (!access.may(operation, accessObjectOf(petition))) throw conflictOfInterest(field);
}

const conflictOfInterest = (field: string) =>
  new Refusal({
    code: 'CONFLICT_OF_INTEREST',
    field,
    message:
      'Không được tiếp nhận đơn về chính mình, hoặc đơn tố cáo cơ quan mình, người đứng đầu cơ quan mình; hãy hướng dẫn người nộp đơn đến cơ quan cấp trên.',
    messageEn:
      'You cannot take in a petition about yourself, or a denunciation of your body or its head; direct the person to the body above.',
    legalBasis: 'Luật TC Đ.8, Đ.11',
  });
