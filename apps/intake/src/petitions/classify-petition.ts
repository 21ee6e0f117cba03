import { PROTECTED_KIND } from '@tiepdan/access';
import { codeInForce } from '@tiepdan/code-lists';
import type { Day } from '@tiepdan/dated-table';
import type { Law } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { HandlingDirection, Petition, PetitionKind, PetitionStatus, SubjectField } from './petition';
import { petitionUnknown } from './petition-refusals';

/** What an officer makes of a petition (phân loại, đề xuất hướng xử lý). */
export interface Classification {
  readonly petition: string;
  readonly expectedVersion: number;
  readonly kind: PetitionKind;
  readonly field: SubjectField;
  /** Codes of the law's list; none: eligible. */
  readonly ineligibleReasons?: readonly string[] | null;
  readonly direction: HandlingDirection;
  readonly duplicateOf?: string | null;
  /** Where its denouncers stand in the sealed register, when it turns out to be a denunciation. */
  readonly registerReference?: string | null;
  /** And what tells who denounces, word for word. */
  readonly identifyingPassages?: readonly string[] | null;
}

/** What remains for a petition that does not meet the conditions; it is never accepted (TT 05/2021 Đ.6). */
const directionsWhenIneligible: readonly HandlingDirection[] = ['FILE', 'RETURN', 'GUIDE', 'INVESTIGATE'];

/** Refuses ALREADY_CLASSIFIED. */
export function checkUnclassified({ status }: Petition): void {
  if (status !== 'RECEIVED') throw alreadyClassified();
}

/**
 * The petition after it was classified on a day. Refuses REASON_UNKNOWN, DIRECTION_NOT_LAWFUL,
 * DUPLICATE_OF_ITSELF, PETITION_UNKNOWN, DUPLICATE_OF_DUPLICATE or ORIGINAL_ABOUT_ANOTHER for `duplicateOf`.
 */
export function classify(
  petition: Petition,
  original: Petition | null,
  classification: Classification,
  { law, today: classifiedOn }: { readonly law: Law; readonly today: Day },
): Petition {
  const { kind, field, direction, duplicateOf } = classification;
  const reasons = [...new Set(classification.ineligibleReasons ?? [])];
  const unknown = reasons.findIndex((code) => !codeInForce(law.codes.ineligibleReasons, code, classifiedOn));
  if (unknown >= 0) throw reasonUnknown(`ineligibleReasons.${unknown}`);
  const eligible = reasons.length === 0;
  if (!isLawful(direction, eligible, duplicateOf != null)) throw directionNotLawful(eligible);
  const denouncerProtected = petition.denouncerProtected || kind === PROTECTED_KIND;
  if (duplicateOf != null) checkOriginal({ ...petition, denouncerProtected }, original);
  return {
    ...petition,
    version: petition.version + 1,
    kind,
    field,
    status: statusAfter(direction, eligible, duplicateOf != null),
    denouncerProtected,
    classifiedOn,
    eligible,
    ineligibleReasons: reasons,
    direction,
    duplicateOfId: original?.id ?? null,
  };
}

/** What is eligible must be handled: it may be filed only where the petition it repeats is handled already. */
const isLawful = (direction: HandlingDirection, eligible: boolean, isDuplicate: boolean): boolean =>
  eligible ? direction !== 'FILE' || isDuplicate : directionsWhenIneligible.includes(direction);

function statusAfter(direction: HandlingDirection, eligible: boolean, isDuplicate: boolean): PetitionStatus {
  if (isDuplicate) return 'LINKED';
  if (!eligible) return 'INELIGIBLE';
  return direction === 'SPLIT' ? 'SPLIT' : 'CLASSIFIED';
}

const isAboutTheSame = (one: Petition, other: Petition): boolean =>
  one.denouncerProtected === other.denouncerProtected &&
  one.respondentAgencyId === other.respondentAgencyId &&
  one.respondentOfficerId === other.respondentOfficerId;

function checkOriginal(petition: Petition, original: Petition | null): void {
  if (!original) throw petitionUnknown('duplicateOf');
  if (original.id === petition.id) throw duplicateOfItself();
  if (original.duplicateOfId !== null) throw duplicateOfDuplicate();
  // They are settled as one matter, which is kept from whom it is about: it must be about the same.
  if (!isAboutTheSame(petition, original)) throw originalAboutAnother();
}

const alreadyClassified = () =>
  new Refusal({
    code: 'ALREADY_CLASSIFIED',
    field: 'petition',
    message: 'Đơn này đã được phân loại hoặc đã rút.',
    messageEn: 'This petition has been classified or withdrawn already.',
  });
const reasonUnknown = (field: string) =>
  new Refusal({
    code: 'REASON_UNKNOWN',
    field,
    message: 'Lý do không đủ điều kiện xử lý này không có trong quy định đang có hiệu lực.',
    messageEn: 'The law in force knows no such reason for not handling a petition.',
    legalBasis: 'TT 05/2021 Đ.6 k.2',
  });
const directionNotLawful = (eligible: boolean) =>
  new Refusal({
    code: 'DIRECTION_NOT_LAWFUL',
    field: 'direction',
    message: eligible
      ? 'Đơn đủ điều kiện xử lý thì không được lưu mà không xử lý.'
      : 'Đơn không đủ điều kiện xử lý thì chỉ được lưu, trả lại, hướng dẫn hoặc chuyển cơ quan điều tra.',
    messageEn: eligible
      ? 'A petition that can be handled must not be filed away.'
      : 'A petition that cannot be handled may only be filed, returned, guided or passed to the investigators.',
    legalBasis: 'TT 05/2021 Đ.6',
  });
const duplicateOfItself = () =>
  new Refusal({
    code: 'DUPLICATE_OF_ITSELF',
    field: 'duplicateOf',
    message: 'Một đơn không thể trùng với chính nó.',
    messageEn: 'A petition cannot repeat itself.',
  });
const originalAboutAnother = () =>
  new Refusal({
    code: 'ORIGINAL_ABOUT_ANOTHER',
    field: 'duplicateOf',
    message: 'Đơn trùng phải cùng là tố cáo hoặc cùng không phải, và cùng nhằm vào một cơ quan, một cán bộ.',
    messageEn: 'A petition repeats another only when both or neither is a denunciation and both are about the same.',
    legalBasis: 'TT 05/2021 Đ.6',
  });
const duplicateOfDuplicate = () =>
  new Refusal({
    code: 'DUPLICATE_OF_DUPLICATE',
    field: 'duplicateOf',
    message: 'Đơn được chọn cũng là đơn trùng; hãy chọn đơn gốc của nó.',
    messageEn: 'The petition chosen repeats another one itself; choose the original.',
  });
