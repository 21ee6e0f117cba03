import { markOf, type Receipts } from '../receipts/receipts';
import type { NewPetition, Petition } from './petition';

/** Columns of `petition p` as a Petition; days as text, because a driver's Date would be an instant. */
export const PETITION_COLUMNS = `
  p.id, p.version, p.number, p.kind, p.field, p.channel, p.received_at as "receivedAt",
  p.received_on::text as "receivedOn", p.written_on::text as "writtenOn", p.receiving_agency_id as "receivingAgencyId",
  p.visit_id as "visitId", p.signatory_count as "signatoryCount", p.summary, p.pages, p.respondent_kind as "respondentKind",
  p.respondent_agency_id as "respondentAgencyId", p.respondent_officer_id as "respondentOfficerId",
  p.respondent_name as "respondentName", p.place_commune_id as "placeCommuneId", p.place_text as "placeText", p.status,
  p.denouncer_protected as "denouncerProtected", p.classified_on::text as "classifiedOn", p.eligible,
  p.ineligible_reasons as "ineligibleReasons", p.direction, p.duplicate_of_id as "duplicateOfId",
  p.withdrawn_on::text as "withdrawnOn", p.content_mark as "contentMark"`;

/** A petition as the database names its columns, for `jsonb_populate_record(null::petition, …)`, with what its receipt is found by. */
export const petitionRow = (petition: NewPetition | Petition, receipts: Receipts) => ({
  id: petition.id,
  version: petition.version,
  number: 'number' in petition ? petition.number : undefined,
  kind: petition.kind,
  field: petition.field,
  channel: petition.channel,
  received_at: petition.receivedAt,
  received_on: petition.receivedOn,
  written_on: petition.writtenOn,
  receiving_agency_id: petition.receivingAgencyId,
  visit_id: petition.visitId,
  signatory_count: petition.signatoryCount,
  summary: petition.summary,
  pages: petition.pages,
  respondent_kind: petition.respondentKind,
  respondent_agency_id: petition.respondentAgencyId,
  respondent_officer_id: petition.respondentOfficerId,
  respondent_name: petition.respondentName,
  place_commune_id: petition.placeCommuneId,
  place_text: petition.placeText,
  status: petition.status,
  denouncer_protected: petition.denouncerProtected,
  classified_on: petition.classifiedOn,
  eligible: petition.eligible,
  ineligible_reasons: petition.ineligibleReasons,
  direction: petition.direction,
  duplicate_of_id: petition.duplicateOfId,
  withdrawn_on: petition.withdrawnOn,
  receipt_index: `\\x${receipts.codes.indexOf(receipts.codes.codeOf(petition.id)).toString('hex')}`,
  content_mark: petition.contentMark ?? markOf(petition, receipts),
});
