import { validate } from 'uuid';
import { dayInProvince } from '@tiepdan/dated-table';
import { Refusal } from '@tiepdan/refusal';
import type { AgencyMention } from '../agencies/agency';
import { listTooLong } from '../people/check-people';
import type { Person } from '../people/person';
import { checkLength, isLongerThan, tidy } from '../texts/text';
import type { IntakeChannel, NewPetition, PetitionDraft, RespondentDraft } from './petition';

const SUMMARY_CHARACTERS_MAX = 20_000;
const NAME_CHARACTERS_MAX = 200;
const PLACE_CHARACTERS_MAX = 500;
const PAGES_MAX = 99_999;
const PASSAGES_MAX = 100;

/** Under which circumstances a petition was handed in. */
export interface Reception {
  readonly agencyId: string;
  readonly channel: IntakeChannel;
  readonly receivedAt: Date;
  readonly visitId: string | null;
  readonly people: readonly Person[];
  readonly signatoryCount: number;
}

/**
 * A draft after all checks, as version 1 of a petition. `field` is the draft's path in the input.
 * Refuses SUMMARY_EMPTY, SUMMARY_TOO_LONG, PAGES_INVALID, PASSAGES_NOT_USED, WRITTEN_AFTER_RECEIVED, RESPONDENT_INCOMPLETE, OFFICER_UNKNOWN,
 * DENUNCIATION_BY_ORGANISATION, TEXT_TOO_LONG.
 */
export function draftPetition(draft: PetitionDraft, reception: Reception, field: string, id: string): NewPetition {
  const receivedOn = dayInProvince(reception.receivedAt);
  const isDenunciation = draft.kind === 'DENUNCIATION';
  if (isDenunciation && reception.people.some(({ role }) => role === 'ORGANISATION'))
    throw denunciationByOrganisation(`${field}.kind`);
  checkPassages(draft.identifyingPassages ?? [], isDenunciation, `${field}.identifyingPassages`);
  if (draft.writtenOn && draft.writtenOn > receivedOn) throw writtenAfterReceived(`${field}.writtenOn`);
  checkLength(draft.place?.text ?? '', PLACE_CHARACTERS_MAX, `${field}.place.text`);
  return {
    id,
    version: 1,
    kind: draft.kind,
    field: draft.field,
    channel: reception.channel,
    receivedAt: reception.receivedAt,
    receivedOn,
    writtenOn: draft.writtenOn ?? null,
    receivingAgencyId: reception.agencyId,
    visitId: reception.visitId,
    signatoryCount: reception.signatoryCount,
    summary: checkSummary(draft.summary, `${field}.summary`),
    pages: checkPages(draft.pages ?? null, `${field}.pages`),
    ...checkRespondent(draft.respondent ?? null, `${field}.respondent`),
    placeCommuneId: draft.place?.commune?.toLowerCase() ?? null,
    placeText: tidy(draft.place?.text ?? '') || null,
    status: 'RECEIVED',
    denouncerProtected: isDenunciation,
    classifiedOn: null,
    eligible: null,
    ineligibleReasons: [],
    direction: null,
    duplicateOfId: null,
    withdrawnOn: null,
    contentMark: null,
  };
}

/** Agencies a draft names: as respondent, or as the commune where the matter arose. */
export const agenciesOf = ({ respondent, place }: PetitionDraft, field: string): AgencyMention[] => [
  ...(respondent?.agency ? [{ field: `${field}.respondent.agency`, id: respondent.agency }] : []),
  ...(place?.commune ? [{ field: `${field}.place.commune`, id: place.commune }] : []),
];

/** Codes that a draft is refused with, and the agencies it names. */
export const DRAFT_REFUSALS = [
  'AGENCY_NOT_EXISTING_ON_DAY',
  'AGENCY_UNKNOWN',
  'DENUNCIATION_BY_ORGANISATION',
  'LIST_TOO_LONG',
  'OFFICER_UNKNOWN',
  'PAGES_INVALID',
  'RESPONDENT_INCOMPLETE',
  'SUMMARY_EMPTY',
  'SUMMARY_TOO_LONG',
  'TEXT_TOO_LONG',
  'WRITTEN_AFTER_RECEIVED',
] as const;

/** Refuses PASSAGES_NOT_USED, LIST_TOO_LONG. */
export function checkPassages(passages: readonly string[], isDenunciation: boolean, field: string): void {
  if (passages.length > 0 && !isDenunciation) throw passagesNotUsed(field);
  if (passages.length > PASSAGES_MAX) throw listTooLong(field, PASSAGES_MAX);
}

function checkSummary(text: string, field: string): string {
  const summary = tidy(text);
  if (summary === '') throw summaryEmpty(field);
  if (isLongerThan(summary, SUMMARY_CHARACTERS_MAX)) throw summaryTooLong(field);
  return summary;
}

function checkPages(pages: number | null, field: string): number | null {
  if (pages !== null && (pages < 1 || pages > PAGES_MAX)) throw pagesInvalid(field);
  return pages;
}

function checkRespondent(respondent: RespondentDraft | null, field: string) {
  const name = tidy(respondent?.name ?? '') || null;
  checkLength(name ?? '', NAME_CHARACTERS_MAX, `${field}.name`);
  if (respondent?.officer && !validate(respondent.officer)) throw officerUnknown(`${field}.officer`);
  if (respondent && !isComplete(respondent, name)) throw respondentIncomplete(field);
  return {
    respondentKind: respondent?.kind ?? null,
    respondentAgencyId: respondent?.agency?.toLowerCase() ?? null,
    respondentOfficerId: respondent?.officer?.toLowerCase() ?? null,
    respondentName: name,
  };
}

function isComplete({ kind, agency, officer }: RespondentDraft, name: string | null): boolean {
  if (kind === 'AGENCY') return Boolean(agency);
  return name !== null || (kind === 'OFFICER' && Boolean(officer));
}

const summaryEmpty = (field: string) =>
  new Refusal({
    code: 'SUMMARY_EMPTY',
    field,
    message: 'Phải ghi tóm tắt nội dung đơn.',
    messageEn: 'The content of the petition must be summed up.',
    legalBasis: 'Luật TCD Đ.25',
  });
const summaryTooLong = (field: string) =>
  new Refusal({
    code: 'SUMMARY_TOO_LONG',
    field,
    message: 'Tóm tắt nội dung đơn dài quá 20.000 ký tự.',
    messageEn: 'The summary is longer than 20,000 characters.',
  });
const passagesNotUsed = (field: string) =>
  new Refusal({
    code: 'PASSAGES_NOT_USED',
    field,
    message: 'Chỉ đơn tố cáo mới lược bỏ đoạn nhận dạng người đứng đơn.',
    messageEn: 'Passages are taken out of denunciations only.',
    legalBasis: 'Luật TC Đ.56',
  });
const pagesInvalid = (field: string) =>
  new Refusal({
    code: 'PAGES_INVALID',
    field,
    message: 'Số trang phải từ 1 đến 99.999.',
    messageEn: 'A petition has between 1 and 99,999 pages.',
  });
const writtenAfterReceived = (field: string) =>
  new Refusal({
    code: 'WRITTEN_AFTER_RECEIVED',
    field,
    message: 'Ngày viết đơn không thể sau ngày tiếp nhận.',
    messageEn: 'A petition cannot have been written after the day it was received.',
  });
const respondentIncomplete = (field: string) =>
  new Refusal({
    code: 'RESPONDENT_INCOMPLETE',
    field,
    message: 'Phải ghi rõ người bị khiếu nại, tố cáo: cơ quan thì chọn cơ quan; cá nhân, tổ chức thì ghi tên.',
    messageEn: 'Say who the respondent is: choose the agency, or give the name of the person or organisation.',
    legalBasis: 'TT 05/2021 Đ.6',
  });
const officerUnknown = (field: string) =>
  new Refusal({
    code: 'OFFICER_UNKNOWN',
    field,
    message: 'Không có cán bộ nào mang mã định danh này.',
    messageEn: 'There is no officer with this id.',
  });
const denunciationByOrganisation = (field: string) =>
  new Refusal({
    code: 'DENUNCIATION_BY_ORGANISATION',
    field,
    message: 'Chỉ cá nhân có quyền tố cáo; cơ quan, tổ chức thì gửi kiến nghị, phản ánh hoặc khiếu nại.',
    messageEn: 'Only an individual can denounce; an organisation may send a proposal, feedback or complaint.',
    legalBasis: 'Luật TC Đ.2',
  });
