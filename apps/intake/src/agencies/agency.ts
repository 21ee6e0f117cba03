import { validate } from 'uuid';
import { Refusal } from '@tiepdan/refusal';

/** An agency named in an input, and where. */
export interface AgencyMention {
  readonly field: string;
  readonly id: string;
}

export const agencyUnknown = (field: string) =>
  new Refusal({
    code: 'AGENCY_UNKNOWN',
    field,
    message: 'Không có cơ quan nào mang mã định danh này.',
    messageEn: 'There is no agency with this id.',
  });

export const agencyNotExisting = (field: string) =>
  new Refusal({
    code: 'AGENCY_NOT_EXISTING_ON_DAY',
    field,
    message: 'Cơ quan này không tồn tại vào ngày tiếp nhận; hãy chọn cơ quan kế thừa hoặc cơ quan có vào ngày đó.',
    messageEn: 'This agency does not exist on the day of reception; choose its successor or one that exists then.',
  });

/** Refuses AGENCY_UNKNOWN for an id that cannot be one; whether an agency bears it only the database knows. */
export function checkMentions(mentions: readonly AgencyMention[]): void {
  for (const { field, id } of mentions) if (!validate(id)) throw agencyUnknown(field);
}

/** Refuses AGENCY_UNKNOWN or AGENCY_NOT_EXISTING_ON_DAY according to what the database found. */
export function checkAgency(
  found: { readonly existsThen: boolean | null; readonly unknownAgencyId: string | null },
  mentions: readonly AgencyMention[],
): void {
  if (found.existsThen === null) throw agencyUnknown('agency');
  if (!found.existsThen) throw agencyNotExisting('agency');
  const unknown = mentions.find(({ id }) => id.toLowerCase() === found.unknownAgencyId);
  if (found.unknownAgencyId !== null) throw agencyUnknown(unknown?.field ?? 'agency');
}
