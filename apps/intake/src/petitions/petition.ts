import type { Day } from '@tiepdan/dated-table';

export const petitionKinds = ['COMPLAINT', 'DENUNCIATION', 'PROPOSAL', 'FEEDBACK'] as const;
export type PetitionKind = (typeof petitionKinds)[number];

export const subjectFields = [
  'POLICY',
  'LAND_HOUSING',
  'CIVIL_SERVICE',
  'CORRUPTION',
  'ENVIRONMENT',
  'JUDICIAL',
  'PARTY_MASS',
  'OTHER',
] as const;
export type SubjectField = (typeof subjectFields)[number];

export const intakeChannels = [
  'RECEPTION',
  'POST',
  'LETTER_BOX',
  'OTHER_AGENCY',
  'LEADER',
  'ELECTED_BODY',
  'PRESS',
  'ONLINE',
] as const;
export type IntakeChannel = (typeof intakeChannels)[number];

export const petitionStatuses = ['RECEIVED', 'CLASSIFIED', 'LINKED', 'SPLIT', 'INELIGIBLE', 'WITHDRAWN'] as const;
export type PetitionStatus = (typeof petitionStatuses)[number];

export const handlingDirections = [
  'ACCEPT',
  'GUIDE',
  'TRANSFER',
  'RETURN',
  'FILE',
  'URGE',
  'REFUSE',
  'SPLIT',
  'INVESTIGATE',
] as const;
export type HandlingDirection = (typeof handlingDirections)[number];

export const respondentKinds = ['AGENCY', 'OFFICER', 'ORGANISATION', 'PERSON'] as const;
export type RespondentKind = (typeof respondentKinds)[number];

/** What was handed in (đơn). */
export interface Petition {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly kind: PetitionKind;
  readonly field: SubjectField;
  readonly channel: IntakeChannel;
  readonly receivedAt: Date;
  /** The same as a day in the province. */
  readonly receivedOn: Day;
  readonly writtenOn: string | null;
  readonly receivingAgencyId: string;
  readonly visitId: string | null;
  readonly signatoryCount: number;
  readonly summary: string;
  /** How many pages were handed in; null where nobody counted. */
  readonly pages: number | null;
  readonly respondentKind: RespondentKind | null;
  readonly respondentAgencyId: string | null;
  readonly respondentOfficerId: string | null;
  readonly respondentName: string | null;
  readonly placeCommuneId: string | null;
  readonly placeText: string | null;
  readonly status: PetitionStatus;
  /** True once it was ever taken for a denunciation: classifying it otherwise must not uncover who brought it. */
  readonly denouncerProtected: boolean;
  readonly classifiedOn: Day | null;
  readonly eligible: boolean | null;
  readonly ineligibleReasons: readonly string[];
  readonly direction: HandlingDirection | null;
  readonly duplicateOfId: string | null;
  readonly withdrawnOn: string | null;
  /** Of what was handed in, as its receipt has it; null for petitions from before there were receipts. */
  readonly contentMark: string | null;
}

/** A petition before its register gives it a number. */
export type NewPetition = Omit<Petition, 'number'>;

/** A petition as an officer writes it down. */
export interface PetitionDraft {
  readonly kind: PetitionKind;
  readonly field: SubjectField;
  readonly summary: string;
  readonly pages?: number | null;
  /** Of a denunciation: what tells who denounces, word for word; nobody else reads it. */
  readonly identifyingPassages?: readonly string[] | null;
  readonly writtenOn?: string | null;
  readonly respondent?: RespondentDraft | null;
  readonly place?: { readonly commune?: string | null; readonly text?: string | null } | null;
}
export interface RespondentDraft {
  readonly kind: RespondentKind;
  readonly agency?: string | null;
  readonly officer?: string | null;
  readonly name?: string | null;
}
