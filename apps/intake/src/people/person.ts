import { mapFields, type GivenDirectly, type StatedDirectly, type Statement } from './person-fields';

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
export interface PersonToRecord extends GivenDirectly {
  readonly identityKind: IdentityKind;
  readonly address: { readonly text: string; readonly commune?: string | null };
  /** Default INDIVIDUAL. */
  readonly role?: PetitionerRole | null;
}

/** The same after all checks, ready to be stored. */
export interface Person extends Statement {
  /** Place in the list, from 1. */
  readonly ordinal: number;
  /** Id for a person not known yet; whoever has an identity number keeps the id they got first. */
  readonly newCitizenId: string;
  readonly identityKind: IdentityKind;
  readonly role: PetitionerRole;
}

/** Stands where a name was, in the words of the province. */
const ERASED = '(đã xóa)';
/** What is shown of somebody whose keys were destroyed. */
export const erasedStatement: Statement = mapFields((_, { isRequired }) => (isRequired ? ERASED : null));

/** Somebody who came on one occasion, as they stated it then. */
export interface StatedPerson {
  readonly role: PetitionerRole;
  readonly citizen: Citizen;
}

export interface Citizen extends StatedDirectly {
  readonly id: string;
  readonly address: Address;
}

export interface Address {
  readonly text: string;
  readonly commune: { readonly id: string } | null;
  /** Day in the province on which it was stated. */
  readonly asOf: string;
}

/** The statement alone; what was not asked for when it was written is null. */
export const statementOf = (stated: Partial<Statement>): Statement => mapFields((name) => stated[name] ?? null);

/** Somebody as they stated it on a day, to be shown. */
export function citizenOf(id: string, statement: Statement, asOf: string): Citizen {
  const { addressText: text, addressCommuneId, ...direct } = statement;
  return {
    id,
    ...direct,
    address: { text, commune: addressCommuneId === null ? null : { id: addressCommuneId }, asOf },
  };
}

/** What somebody who is shown stated of themselves. */
export const statedBy = ({ citizen: { address, ...direct } }: StatedPerson): Statement =>
  statementOf({ ...direct, addressText: address.text, addressCommuneId: address.commune?.id ?? null });

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
