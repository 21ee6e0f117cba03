import { loadLaw } from '@tiepdan/law';
import { Refusal } from '@tiepdan/refusal';
import type { PersonToRecord, PetitionerRole } from '../people/person';
import { aDraft, aPerson, anIdentified, aReception } from '../testing/examples';
import { preparePetition, type PetitionToReceive } from './receive-petition';

const law = loadLaw('libs/law/data');
let ids = 0;
const rules = {
  law,
  now: () => new Date('2026-11-24T02:00:00Z'),
  newId: () => `0190a000-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
};
const prepare = (reception: Partial<PetitionToReceive> = {}) => preparePetition(aReception(reception), rules);
const refusalOf = (reception: Partial<PetitionToReceive>): string | undefined => {
  try {
    prepare(reception);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return `${error.details.code} ${error.details.field}`;
    throw error;
  }
};
const withPerson = (person: Partial<PersonToRecord>) => refusalOf({ petitioners: [aPerson(), aPerson(person)] });
const group = (...roles: PetitionerRole[]) => roles.map((role) => aPerson({ role }));
const members = (count: number) => Array<PetitionerRole>(count).fill('GROUP_MEMBER');
const representatives = (count: number) => Array<PetitionerRole>(count).fill('REPRESENTATIVE');

describe('what an officer writes down', () => {
  it('is stored in composed Unicode, without blanks around it', () => {
    const { petition, people } = prepare({
      petitioners: [aPerson({ name: '  Nguyễn Thị Ví Dụ '.normalize('NFD') })],
      petition: aDraft({ summary: ' Đơn '.normalize('NFD') }),
    });
    expect([people[0]!.name, petition.summary]).toEqual(['Nguyễn Thị Ví Dụ', 'Đơn']);
  });
  it('may have 20,000 characters as people count them', () => {
    expect(refusalOf({ petition: aDraft({ summary: '😀'.repeat(20_000) }) })).toBeUndefined();
    expect(refusalOf({ petition: aDraft({ summary: '😀'.repeat(20_001) }) })).toBe('SUMMARY_TOO_LONG petition.summary');
    expect(refusalOf({ petition: aDraft({ summary: ' \n\t' }) })).toBe('SUMMARY_EMPTY petition.summary');
  });
  it('names every person', () => {
    expect(withPerson({ name: ' ' })).toBe('NAME_EMPTY petitioners.1.name');
    expect(withPerson({ name: 'x'.repeat(201) })).toBe('TEXT_TOO_LONG petitioners.1.name');
  });
  it.each<[PersonToRecord['identityKind'], string | null, boolean]>([
    ['PERSONAL_NUMBER', '019168000001', true],
    ['PERSONAL_NUMBER', '019 168 000 001', true],
    ['PERSONAL_NUMBER', '01916800000', false],
    ['PERSONAL_NUMBER', null, false],
    ['IDENTITY_CARD', '019168000001', true],
    ['IDENTITY_CARD', 'O19168000001', false],
    ['IDENTITY_CERTIFICATE', '019168000001', true],
    ['OLD_IDENTITY_CARD', '090123456', true],
    ['OLD_IDENTITY_CARD', '019168000001', false],
    ['PASSPORT', 'b1234567', true],
    ['PASSPORT', 'P01234567', true],
    ['PASSPORT', '12345678', false],
    ['NONE', null, true],
    ['NONE', '', true],
    ['NONE', '019168000001', false],
  ])('takes a %s numbered %s: %s', (identityKind, identityNumber, isTaken) => {
    expect(withPerson({ identityKind, identityNumber })).toBe(
      isTaken ? undefined : 'IDENTITY_NUMBER_INVALID petitioners.1.identityNumber',
    );
  });
  it('lists nobody twice, however the number is written', () => {
    const petitioners = [anIdentified(1), anIdentified(2), anIdentified(1, { identityNumber: '019.000.000.001' })];
    expect(refusalOf({ petitioners })).toBe('PERSON_TWICE petitioners.2.identityNumber');
  });
  it('has no e-mail address that could carry a second recipient or a header', () => {
    for (const email of ['nobody', 'a@b', 'a@b.vn, c@d.vn', 'a@b.vn\nBcc: c@d.vn'])
      expect(withPerson({ email })).toBe('EMAIL_INVALID petitioners.1.email');
    expect(withPerson({ email: 'nguoi.dan@vidu.example' })).toBeUndefined();
  });
  it('counts at least the people it lists', () => {
    expect(prepare({ petitioners: group(...members(3)) }).petition.signatoryCount).toBe(3);
    expect(prepare({ signatoryCount: 12 }).petition.signatoryCount).toBe(12);
    expect(refusalOf({ signatoryCount: 0 })).toBe('SIGNATORY_COUNT_INVALID signatoryCount');
    expect(prepare({ petitioners: [] }).petition.signatoryCount).toBe(0);
  });
  it('cannot have been written after it was received', () => {
    expect(refusalOf({ petition: aDraft({ writtenOn: '2026-11-25' }) })).toBe(
      'WRITTEN_AFTER_RECEIVED petition.writtenOn',
    );
    expect(refusalOf({ petition: aDraft({ writtenOn: '2026-11-24' }) })).toBeUndefined();
  });
  it('says who a respondent is', () => {
    const against = (respondent: object) => refusalOf({ petition: aDraft({ respondent: respondent as never }) });
    expect(against({ kind: 'AGENCY', name: 'Sở' })).toBe('RESPONDENT_INCOMPLETE petition.respondent');
    expect(against({ kind: 'PERSON', name: ' ' })).toBe('RESPONDENT_INCOMPLETE petition.respondent');
    expect(against({ kind: 'OFFICER' })).toBe('RESPONDENT_INCOMPLETE petition.respondent');
    expect(against({ kind: 'OFFICER', officer: 'x' })).toBe('OFFICER_UNKNOWN petition.respondent.officer');
    expect(against({ kind: 'OFFICER', name: 'Ông B' })).toBeUndefined();
    expect(against({ kind: 'ORGANISATION', name: 'Công ty C' })).toBeUndefined();
  });
  it('is no denunciation when an organisation brings it', () => {
    const petitioners = group('ORGANISATION');
    expect(refusalOf({ petitioners, petition: aDraft({ kind: 'DENUNCIATION' }) })).toBe(
      'DENUNCIATION_BY_ORGANISATION petition.kind',
    );
    expect(refusalOf({ petitioners })).toBeUndefined();
  });
});

describe('a group at a reception (Luật TCD Đ.29)', () => {
  const at = (...roles: PetitionerRole[]) =>
    refusalOf({ channel: 'RECEPTION', petitioners: group(...roles) })?.split(' ')[0];
  it.each<[number, number, string | undefined]>([
    [4, 0, undefined],
    [5, 0, 'GROUP_WITHOUT_REPRESENTATIVE'],
    [5, 1, undefined],
    [10, 2, undefined],
    [10, 3, 'TOO_MANY_REPRESENTATIVES'],
    [11, 0, 'GROUP_WITHOUT_REPRESENTATIVE'],
    [11, 5, undefined],
    [11, 6, 'TOO_MANY_REPRESENTATIVES'],
  ])('of %i people with %i representatives: %s', (people, spokesmen, refusal) => {
    expect(at(...members(people - spokesmen), ...representatives(spokesmen))).toBe(refusal);
  });
  it('needs none where its letter came by post', () => {
    expect(refusalOf({ channel: 'POST', petitioners: group(...members(20)) })).toBeUndefined();
  });
});
