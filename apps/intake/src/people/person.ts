export const identityKinds = [
  'PERSONAL_NUMBER',
  'IDENTITY_CARD',
  'OLD_IDENTITY_CARD',
  'PASSPORT',
  'IDENTITY_CERTIFICATE',
  'NONE',
] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const petitionerRoles = ['INDIVIDUAL', 'GROUP_MEMBER', 'REPRESENTATIVE', 'AUTHORISED', 'ORGANISATION'] as const;
export type PetitionerRole = (typeof petitionerRoles)[number];

/** A person as an officer writes them down. */
export interface PersonToRecord {
  readonly name: string;
  readonly identityKind: IdentityKind;
  readonly identityNumber?: string | null;
  readonly address: { readonly text: string; readonly commune?: string | null };
  readonly phone?: string | null;
  readonly email?: string | null;
  /** INDIVIDUAL unless told. */
  readonly role?: PetitionerRole | null;
}

/** The same after all checks, ready to be stored. */
export interface Person {
  /** Place in the list, from 1. */
  readonly ordinal: number;
  /** Id for a person not known yet; whoever has an identity number keeps the id they got first. */
  readonly newCitizenId: string;
  readonly identityKind: IdentityKind;
  readonly identityNumber: string | null;
  readonly role: PetitionerRole;
  readonly name: string;
  readonly addressText: string;
  readonly addressCommuneId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What tells who somebody is. */
export type SaidOfOneself = Pick<
  Person,
  'name' | 'identityNumber' | 'addressText' | 'addressCommuneId' | 'phone' | 'email'
>;

/** Stands where a name was, in the words of the province. */
const ERASED = '(đã xóa)';
/** What is shown of somebody whose keys were destroyed. */
export const ERASED_PERSON: SaidOfOneself = {
  name: ERASED,
  identityNumber: null,
  addressText: ERASED,
  addressCommuneId: null,
  phone: null,
  email: null,
};

/** What a person said of himself on one occasion, as it was said then. */
export interface StatedPerson {
  readonly role: PetitionerRole;
  readonly citizen: Citizen;
}

export interface Citizen {
  readonly id: string;
  readonly name: string;
  readonly identityNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: Address;
}

export interface Address {
  readonly text: string;
  readonly commune: { readonly id: string } | null;
  /** Day in the province on which it was stated. */
  readonly asOf: string;
}

const speaksForOthers = ({ role }: { readonly role: PetitionerRole }): boolean =>
  role === 'REPRESENTATIVE' || role === 'AUTHORISED';

/** Whom the office answers: the first who speaks for the others, else the first; null for an anonymous letter. */
export const personToAnswer = <P extends { readonly role: PetitionerRole }>(people: readonly P[]): P | null =>
  people.find(speaksForOthers) ?? people[0] ?? null;

/** What others learn of how a petition can be answered. */
export interface Reply {
  readonly hasKnownPetitioner: boolean;
  readonly replyChannel: 'EMAIL' | 'LETTER';
}

export const replyTo = (people: readonly Pick<Person, 'role' | 'email'>[]): Reply => ({
  hasKnownPetitioner: people.length > 0,
  replyChannel: personToAnswer(people)?.email ? 'EMAIL' : 'LETTER',
});
