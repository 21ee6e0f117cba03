import { Refusal } from '@tiepdan/refusal';
import { checkLength, tidy } from '../texts/text';
import type { IdentityKind, Person, PersonToRecord } from './person';
import { mapFields, type PersonFieldName, type Statement } from './person-fields';

const TWELVE_DIGITS = /^\d{12}$/;
const formats: Readonly<Record<Exclude<IdentityKind, 'NONE'>, RegExp>> = {
  PERSONAL_NUMBER: TWELVE_DIGITS,
  IDENTITY_CARD: TWELVE_DIGITS,
  IDENTITY_CERTIFICATE: TWELVE_DIGITS,
  OLD_IDENTITY_CARD: /^\d{9}$/,
  PASSPORT: /^[A-Z]\d{7,8}$/,
};
/** Also keeps line breaks and further recipients out of the header of a message. */
const EMAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+\.[^\s@,;:<>"()]+$/;

/** Refuses NAME_EMPTY, IDENTITY_NUMBER_INVALID, EMAIL_INVALID, TEXT_TOO_LONG. `field` is the path of the person. */
export function checkPerson(person: PersonToRecord, field: string, ordinal: number, newCitizenId: string): Person {
  if (tidy(person.name) === '') throw nameEmpty(`${field}.name`);
  const { text, commune } = person.address;
  const given: Partial<Record<PersonFieldName, string | null>> = {
    ...person,
    addressText: text,
    addressCommuneId: commune,
  };
  const stated = mapFields<Statement>((name, { isRequired, charactersMax, path = name }) => {
    const value = given[name] ?? null;
    if (charactersMax === undefined) return value;
    const tidied = tidy(value ?? '');
    checkLength(tidied, charactersMax, `${field}.${path}`);
    return isRequired ? tidied : tidied || null;
  });
  if (stated.email !== null && !EMAIL.test(stated.email)) throw emailInvalid(`${field}.email`);
  return {
    ...stated,
    ordinal,
    newCitizenId,
    identityKind: person.identityKind,
    identityNumber: checkIdentity(person, `${field}.identityNumber`),
    role: person.role ?? 'INDIVIDUAL',
  };
}

function checkIdentity({ identityKind, identityNumber }: PersonToRecord, field: string): string | null {
  const number = (identityNumber ?? '').replaceAll(/[\s.]/g, '').toUpperCase();
  const isValid = identityKind === 'NONE' ? number === '' : formats[identityKind].test(number);
  if (!isValid) throw identityNumberInvalid(field);
  return number || null;
}

const nameEmpty = (field: string) =>
  new Refusal({
    code: 'NAME_EMPTY',
    field,
    message: 'Phải ghi họ tên của người đến hoặc người đứng tên đơn.',
    messageEn: 'A person must have a name.',
    legalBasis: 'Luật TCD Đ.7',
  });

const identityNumberInvalid = (field: string) =>
  new Refusal({
    code: 'IDENTITY_NUMBER_INVALID',
    field,
    message:
      'Số giấy tờ không đúng: số định danh, căn cước có 12 chữ số; CMND cũ 9 chữ số; hộ chiếu một chữ cái và 7 hoặc 8 chữ số; không có giấy tờ thì để trống số.',
    messageEn:
      'The identity number does not fit its kind: 12 digits for a personal number or identity card, 9 for an old card, a letter and 7 or 8 digits for a passport, nothing for no paper.',
  });

const emailInvalid = (field: string) =>
  new Refusal({
    code: 'EMAIL_INVALID',
    field,
    message: 'Địa chỉ thư điện tử không đúng dạng.',
    messageEn: 'The e-mail address is not well formed.',
  });
