import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, enumOf } from '@tiepdan/subgraph';
import { AgencyStub, DocumentType } from '../agencies/agency.graphql';
import {
  identityKinds,
  petitionerRoles,
  type Address,
  type Citizen,
  type IdentityKind,
  type PersonToRecord,
  type PetitionerRole,
  type StatedPerson,
} from './person';

const IdentityKindEnum = enumOf(identityKinds);
const PetitionerRoleEnum = enumOf(petitionerRoles);
registerEnumType(IdentityKindEnum, {
  name: 'IdentityKind',
  description: 'What paper a person was identified by.',
  valuesConfig: {
    PERSONAL_NUMBER: { description: 'Số định danh cá nhân: 12 digits.' },
    IDENTITY_CARD: { description: 'Thẻ căn cước: 12 digits.' },
    OLD_IDENTITY_CARD: { description: 'Old chứng minh nhân dân: 9 digits; found in old files.' },
    PASSPORT: { description: 'Hộ chiếu: a letter and 7 or 8 digits.' },
    IDENTITY_CERTIFICATE: { description: 'Giấy chứng nhận căn cước: 12 digits.' },
    NONE: { description: 'No paper was shown; no number.' },
  },
});
registerEnumType(PetitionerRoleEnum, {
  name: 'PetitionerRole',
  description: 'In which part somebody takes part.',
  valuesConfig: {
    INDIVIDUAL: { description: 'For himself (cá nhân).' },
    GROUP_MEMBER: { description: 'One of many about the same matter.' },
    REPRESENTATIVE: { description: 'Appointed by a group from among themselves (người đại diện).' },
    AUTHORISED: { description: 'Authorised by the person concerned (người được ủy quyền).' },
    ORGANISATION: { description: 'For a body or an organisation (cơ quan, tổ chức).' },
  },
});

@ObjectType('Address', { description: 'Where somebody lives, as stated on a day.' })
export class AddressType implements Address {
  @Field(() => String, { description: 'House, hamlet or street, as stated.' }) text!: string;
  @Field(() => AgencyStub, { nullable: true, description: 'Commune or ward.' }) commune!: AgencyStub | null;
  @Field(() => DateScalar, { description: 'Day on which it was stated.' }) asOf!: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Citizen', { description: 'A person as he or she stated on the occasion asked for.' })
export class CitizenType implements Citizen {
  @Field(() => ID, { description: 'Opaque id, the same on every occasion where an identity number was given.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Full name.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Number of the identity paper.' }) identityNumber!: string | null;
  @Field(() => String, { nullable: true, description: 'Telephone.' }) phone!: string | null;
  @Field(() => String, { nullable: true, description: 'E-mail address.' }) email!: string | null;
  @Field(() => AddressType, { nullable: true, description: 'Address.' }) address!: AddressType;
}

@ObjectType('Petitioner', { description: 'Somebody who stands under a petition.' })
export class PetitionerType implements StatedPerson {
  @Field(() => CitizenType, { description: 'Who.' }) citizen!: CitizenType;
  @Field(() => PetitionerRoleEnum, { description: 'In which part.' }) role!: PetitionerRole;
  @Field(() => DocumentType, { nullable: true, description: 'Proof of speaking for others, where one is recorded.' })
  mandate?: DocumentType | null;
}

@InputType({ description: 'Where somebody lives.' })
export class AddressInput {
  @Field(() => String, { description: 'House, hamlet or street; up to 500 characters.' }) text!: string;
  @Field(() => ID, { nullable: true, description: 'Commune or ward: id of an Agency.' }) commune?: string | null;
}

/** Names also what may be left out, so that the compiler asks for each field of a person here. */
type Complete<Given> = { [Name in keyof Required<Given>]: Given[Name] };

@InputType({ description: 'A person as an officer writes them down.' })
export class PersonInput implements Complete<PersonToRecord> {
  @Field(() => String, { description: 'Full name; up to 200 characters.' }) name!: string;
  @Field(() => IdentityKindEnum, { description: 'What paper was shown.' }) identityKind!: IdentityKind;
  @Field(() => String, { nullable: true, description: 'Its number; left out with NONE.' }) identityNumber!:
    string | null | undefined;
  @Field(() => AddressInput, { description: 'Where the person lives.' }) address!: AddressInput;
  @Field(() => String, { nullable: true, description: 'Telephone.' }) phone!: string | null | undefined;
  @Field(() => String, { nullable: true, description: 'E-mail address for the answer.' }) email!:
    string | null | undefined;
  @Field(() => PetitionerRoleEnum, { nullable: true, description: 'In which part; INDIVIDUAL unless told.' })
  role!: PetitionerRole | null | undefined;
}
