import { Refusal } from '@tiepdan/refusal';
import { checkLength, tidy } from '../../texts/text';

/**
 * One opening of a denouncer's identity (mở danh tính người tố cáo): asked for by one custodian with a purpose, agreed to by
 * another, and over by itself (Luật Tố cáo Đ.49, Đ.56).
 */
export interface Disclosure {
  readonly id: string;
  readonly version: number;
  readonly petitionId: string;
  readonly purpose: string;
  readonly requestedById: string;
  readonly requestedAt: Date;
  readonly approvedById: string | null;
  readonly approvedAt: Date | null;
  /** End of the opening; null until it is approved. */
  readonly openUntil: Date | null;
}

export const disclosureStatuses = ['PENDING', 'OPEN', 'LAPSED', 'ENDED'] as const;
export type DisclosureStatus = (typeof disclosureStatuses)[number];

const PURPOSE_CHARACTERS_MAX = 500;
const APPROVED_WITHIN_MS = 24 * 60 * 60 * 1_000;
const OPEN_FOR_MS = 60 * 60 * 1_000;

/** What can be opened: the identity of a denouncer that is known. */
interface Denunciation {
  readonly id: string;
  readonly denouncerProtected: boolean;
}

/** Refuses PURPOSE_EMPTY, TEXT_TOO_LONG, IDENTITY_NOT_PROTECTED. */
export function request(
  petition: Denunciation,
  asked: { readonly id: string; readonly purpose: string; readonly requestedById: string },
  at: Date,
): Disclosure {
  const purpose = tidy(asked.purpose);
  if (purpose === '') throw purposeEmpty();
  checkLength(purpose, PURPOSE_CHARACTERS_MAX, 'purpose');
  if (!petition.denouncerProtected) throw notProtected();
  return {
    id: asked.id,
    version: 1,
    petitionId: petition.id,
    purpose,
    requestedById: asked.requestedById,
    requestedAt: at,
    approvedById: null,
    approvedAt: null,
    openUntil: null,
  };
}

/** Refuses SECOND_PERSON_REQUIRED, DISCLOSURE_APPROVED_BEFORE, DISCLOSURE_LAPSED. `ownPeople`: who approves, and for whom they act. */
export function approve(disclosure: Disclosure, approver: string, ownPeople: readonly string[], at: Date): Disclosure {
  if (ownPeople.includes(disclosure.requestedById)) throw secondPersonRequired();
  if (disclosure.approvedById !== null) throw approvedBefore();
  if (statusOf(disclosure, at) === 'LAPSED') throw lapsed();
  return {
    ...disclosure,
    version: disclosure.version + 1,
    approvedById: approver,
    approvedAt: at,
    openUntil: new Date(at.getTime() + OPEN_FOR_MS),
  };
}

export function statusOf({ requestedAt, openUntil }: Disclosure, at: Date): DisclosureStatus {
  if (openUntil !== null) return at < openUntil ? 'OPEN' : 'ENDED';
  return at.getTime() - requestedAt.getTime() < APPROVED_WITHIN_MS ? 'PENDING' : 'LAPSED';
}

const LEGAL_BASIS = 'Luật TC Đ.49, Đ.56';
const refusal = (code: string, field: string, message: string, messageEn: string) =>
  new Refusal({ code, field, message, messageEn, legalBasis: LEGAL_BASIS });

const purposeEmpty = () =>
  refusal(
    'PURPOSE_EMPTY',
    'purpose',
    'Phải ghi rõ mục đích mở danh tính người tố cáo.',
    'Say what the identity is to be opened for.',
  );
const notProtected = () =>
  refusal(
    'IDENTITY_NOT_PROTECTED',
    'petition',
    'Đơn này không phải đơn tố cáo; danh tính người đứng đơn không cần mở.',
    'This petition is no denunciation; there is no identity to be opened.',
  );
const secondPersonRequired = () =>
  refusal(
    'SECOND_PERSON_REQUIRED',
    'disclosure',
    'Người đề nghị, hoặc người được người đó ủy quyền, không được tự chấp thuận; phải có người giữ danh tính thứ hai.',
    'Whoever asked, or acts in their name, cannot approve it; a second custodian must.',
  );
const approvedBefore = () =>
  refusal(
    'DISCLOSURE_APPROVED_BEFORE',
    'disclosure',
    'Đề nghị này đã được chấp thuận; mỗi đề nghị chỉ mở một lần.',
    'It was approved before; each request opens once.',
  );
const lapsed = () =>
  refusal(
    'DISCLOSURE_LAPSED',
    'disclosure',
    'Đề nghị đã quá 24 giờ mà chưa được chấp thuận nên hết hiệu lực; hãy lập đề nghị mới.',
    'It was not approved within 24 hours and has lapsed; ask again.',
  );

export const disclosureUnknown = () =>
  refusal('DISCLOSURE_UNKNOWN', 'disclosure', 'Không tìm thấy đề nghị này.', 'There is no such request.');
export const nobodyOversees = () =>
  refusal(
    'NO_OVERSEER',
    'disclosure',
    'Chưa có người giám sát nào để báo; chưa được mở danh tính.',
    'Nobody watches over openings at present, so nothing is opened.',
  );
