import { isInForce, type Day } from '@tiepdan/dated-table';
import type { Law, Rule } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { AgencyMention } from '../agencies/agency';
import { checkPerson } from './check-person';
import type { Person, PersonToRecord } from './person';
import { personFields } from './person-fields';

/** Codes that people are refused with. */
export const PEOPLE_REFUSALS = [
  'AGENCY_UNKNOWN',
  'EMAIL_INVALID',
  'GROUP_WITHOUT_REPRESENTATIVE',
  'IDENTITY_NUMBER_INVALID',
  'LIST_TOO_LONG',
  'NAME_EMPTY',
  'PERSON_TWICE',
  'TEXT_TOO_LONG',
  'TOO_MANY_REPRESENTATIVES',
] as const;

/** Longer lists belong to a delegation, which is received through its representatives. */
const PEOPLE_MAX = 500;

/** Refuses PERSON_TWICE, LIST_TOO_LONG and whatever `checkPerson` refuses. */
export function checkPeople(people: readonly PersonToRecord[], field: string, newId: () => string): Person[] {
  if (people.length > PEOPLE_MAX) throw listTooLong(field, PEOPLE_MAX);
  const checked = people.map((person, index) => checkPerson(person, `${field}.${index}`, index + 1, newId()));
  const numbers = new Set<string>();
  for (const { identityNumber, ordinal } of checked) {
    if (identityNumber === null) continue;
    if (numbers.has(identityNumber)) throw personTwice(`${field}.${ordinal - 1}.identityNumber`);
    numbers.add(identityNumber);
  }
  return checked;
}

export const communesOf = (people: readonly Person[], field: string): AgencyMention[] =>
  people.flatMap(({ addressCommuneId, ordinal }) =>
    addressCommuneId === null
      ? []
      : [{ field: `${field}.${ordinal - 1}.${personFields.addressCommuneId.path}`, id: addressCommuneId }],
  );

/**
 * Many who come together about one matter speak through representatives from among themselves (Luật TCD Đ.29).
 * Refuses GROUP_WITHOUT_REPRESENTATIVE, TOO_MANY_REPRESENTATIVES.
 */
export function checkRepresentatives(people: readonly Person[], field: string, law: Law, on: Day): void {
  const figure = (key: string): Rule | undefined =>
    law.rules.get(`tcd.group.${key}`)?.find((version) => isInForce(version, on));
  const groupFrom = figure('representative_required.min_people');
  if (!groupFrom || people.length < Number(groupFrom.value)) return;
  const isLarge = people.length > Number(figure('5_to_10.max_people')?.value ?? Infinity);
  const min = Number(figure('5_to_10.representatives.min')?.value ?? 0);
  const max = Number(
    figure(isLarge ? 'over_10.representatives.max' : '5_to_10.representatives.max')?.value ?? Infinity,
  );
  const count = people.filter(({ role }) => role === 'REPRESENTATIVE').length;
  if (count < min) throw groupWithoutRepresentative(field, min, groupFrom.legalBasis);
  if (count > max) throw tooManyRepresentatives(field, max, groupFrom.legalBasis);
}

export const listTooLong = (field: string, itemsMax: number) =>
  new Refusal({
    code: 'LIST_TOO_LONG',
    field,
    message: `Danh sách này có quá ${itemsMax} mục.`,
    messageEn: `This list has more than ${itemsMax} items.`,
  });

const personTwice = (field: string) =>
  new Refusal({
    code: 'PERSON_TWICE',
    field,
    message: 'Một người được ghi hai lần trong danh sách.',
    messageEn: 'The same person is listed twice.',
  });

const groupWithoutRepresentative = (field: string, min: number, legalBasis: string) =>
  new Refusal({
    code: 'GROUP_WITHOUT_REPRESENTATIVE',
    field,
    message: `Nhiều người đến về cùng một nội dung phải cử ít nhất ${min} người đại diện.`,
    messageEn: `People who come together about one matter must appoint at least ${min} representative(s).`,
    legalBasis,
  });

const tooManyRepresentatives = (field: string, max: number, legalBasis: string) =>
  new Refusal({
    code: 'TOO_MANY_REPRESENTATIVES',
    field,
    message: `Số người đại diện của đoàn này không được quá ${max} người.`,
    messageEn: `This group may have at most ${max} representatives.`,
    legalBasis,
  });
