import { Refusal } from '@tiepdan/refusal';
import type { Reply } from '../../people/person';
import { tidy } from '../../texts/text';

/**
 * Where an agency keeps who denounced. What tells who a denouncer is, is a state secret (QĐ 774/QĐ-TTg 2020): where no system is
 * approved for it, it stands in a sealed register off the network, and here stands its reference there and nothing else.
 */
export const denouncerKeepings = ['VAULT', 'SEALED_REGISTER'] as const;
export type DenouncerKeeping = (typeof denouncerKeepings)[number];

/** An agency keeps its denouncers so from a day on. */
export interface KeepingFrom {
  readonly agencyId: string;
  readonly keptIn: DenouncerKeeping;
  /** Day in the province. */
  readonly from: string;
}

/** Somebody who denounces, as files speak of them (bút danh). */
export interface Denouncer {
  readonly petitionId: string;
  readonly pseudonym: string;
  /** Where to find them in the sealed register; null for who is kept in the vault. */
  readonly registerReference: string | null;
}

const LEGAL_BASIS = 'Luật TC Đ.47, Đ.56; QĐ 774/QĐ-TTg 2020';
/** A number with signs, so that nobody writes a name there. */
const REFERENCE = /^(?=.*\d)[\p{Lu}\d](?:[\p{Lu}\d./-]{0,39})$/u;

/** What the caller gives to protect a denouncer. */
export interface Protecting {
  readonly registerReference: string | null;
  /** What tells who it is, word for word. */
  readonly passages: readonly string[];
}

/** Codes that what is given to protect a denouncer is refused with. */
export const PROTECTION_REFUSALS = [
  'DENOUNCER_IDENTITY_NOT_ACCEPTED',
  'PASSAGE_NOT_FOUND',
  'PASSAGES_NOT_USED',
  'REGISTER_NOT_USED',
  'REGISTER_REFERENCE_INVALID',
  'TEXT_TOO_LONG',
] as const;

/** What the caller gives of who denounces. */
export interface Given {
  /** How many people were named. */
  readonly people: number;
  readonly registerReference?: string | null;
  /** Path of the list of people. */
  readonly field: string;
}

/**
 * Whether an agency that keeps denouncers so can take what is given; answers the reference in the register. Refuses
 * DENOUNCER_IDENTITY_NOT_ACCEPTED, REGISTER_NOT_USED, REGISTER_REFERENCE_INVALID.
 */
export function checkGiven(keptIn: DenouncerKeeping, { people, registerReference, field }: Given): string | null {
  const reference = tidy(registerReference ?? '').toUpperCase() || null;
  if (keptIn === 'VAULT' && reference !== null) throw registerNotUsed();
  if (keptIn === 'SEALED_REGISTER' && people > 0) throw identityNotAccepted(field);
  if (reference !== null && !REFERENCE.test(reference)) throw referenceInvalid();
  return reference;
}

/** No machine writes to a denouncer: an officer answers by letter, by what the vault or the register says. */
export const replyToDenouncers = (count: number): Reply => ({ hasKnownPetitioner: count > 0, replyChannel: 'LETTER' });

const identityNotAccepted = (field: string) =>
  new Refusal({
    code: 'DENOUNCER_IDENTITY_NOT_ACCEPTED',
    field,
    message:
      'Cơ quan này giữ danh tính người tố cáo trong sổ mật ngoài mạng: không ghi họ tên, địa chỉ, số giấy tờ vào hệ thống; hãy ghi vào sổ mật và nhập số tham chiếu của sổ.',
    messageEn:
      'This agency keeps denouncers in a sealed register off the network: write them there and give the reference; nothing of who they are is accepted here.',
    legalBasis: LEGAL_BASIS,
  });
const registerNotUsed = () =>
  new Refusal({
    code: 'REGISTER_NOT_USED',
    field: 'registerReference',
    message:
      'Số tham chiếu sổ mật chỉ dùng cho đơn tố cáo ở cơ quan giữ danh tính người tố cáo trong sổ mật ngoài mạng; hãy bỏ trống.',
    messageEn: 'A reference belongs to a denunciation at an agency that keeps denouncers in a sealed register.',
    legalBasis: LEGAL_BASIS,
  });
const referenceInvalid = () =>
  new Refusal({
    code: 'REGISTER_REFERENCE_INVALID',
    field: 'registerReference',
    message:
      'Số tham chiếu sổ mật gồm chữ in hoa, chữ số và các dấu . / -, có ít nhất một chữ số, không quá 40 ký tự, không ghi tên người.',
    messageEn: 'A reference is up to 40 capitals, digits, dots, slashes and hyphens with at least one digit; no name.',
    legalBasis: LEGAL_BASIS,
  });

/** Refuses REGISTER_REFERENCE_REQUIRED: nobody's name leaves the system before it is known where it stands. */
export const referenceRequired = () =>
  new Refusal({
    code: 'REGISTER_REFERENCE_REQUIRED',
    field: 'registerReference',
    message:
      'Đơn này là tố cáo và có người đứng tên: hãy ghi người đó vào sổ mật rồi nhập số tham chiếu; sau đó hệ thống xóa danh tính.',
    messageEn:
      'This is a denunciation by known people: write them into the sealed register and give the reference; then they are erased here.',
    legalBasis: LEGAL_BASIS,
  });
