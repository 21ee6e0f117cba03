import { Refusal } from '@tiepdan/refusal';
import { checkLength, tidy } from '../texts/text';
import type { IdentityKind, Person, PersonToRecord } from './person';

const NAME_CHARACTERS_MAX = 200;
const ADDRESS_CHARACTERS_MAX = 500;
const PHONE_CHARACTERS_MAX = 30;
const EMAIL_CHARACTERS_MAX = 254;

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
  const name = tidy(person.name);
  if (name === '') throw nameEmpty(`${field}.name`);
  const email = tidy(person.email ?? '') || null;
  const phone = tidy(person.phone ?? '') || null;
  const addressText = tidy(person.address.text);
  checkLength(name, NAME_CHARACTERS_MAX, `${field}.name`);
  checkLength(addressText, ADDRESS_CHARACTERS_MAX, `${field}.address.text`);
  checkLength(phone ?? '', PHONE_CHARACTERS_MAX, `${field}.phone`);
  checkLength(email ?? '', EMAIL_CHARACTERS_MAX, `${field}.email`);
  if (email !== null && !EMAIL.test(email)) throw emailInvalid(`${field}.email`);
  return {
    ordinal,
    newCitizenId,
    identityKind: person.identityKind,
    identityNumber: checkIdentity(person, `${field}.identityNumber`),
    role: person.role ?? 'INDIVIDUAL',
    name,
    addressText,
    addressCommuneId: person.address.commune ?? null,
    phone,
    email,
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
