import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '@tiepdan/subgraph';
import { DocumentInput } from '../documents/document.graphql';

@ObjectType('Delegation', { description: 'A duty given to somebody else for a time, by a document (ủy quyền).' })
export class DelegationType {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Role that was given.' }) role!: string;
  @Field(() => DateScalar, { description: 'First day.' }) validFrom!: string;
  @Field(() => DateScalar, { description: 'Last day.' }) validTo!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended before its last day.' })
  withdrawnAt!: Date | null;
}

@ObjectType('OfficerAccess', { description: 'Whether an officer may act at all.' })
export class OfficerAccessType {
  @Field(() => ID, { description: 'Which officer.' }) id!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when nothing may be done in their name.' })
  suspendedAt!: Date | null;
}

@InputType({ description: 'Gives a duty of your own to somebody else for a time.' })
export class GrantDelegationInput {
  @Field(() => ID, { description: 'Officer who is to act for you.' }) to!: string;
  @Field(() => String, { description: 'Role you hold on every day of it.' }) role!: string;
  @Field(() => DateScalar, { description: 'First day.' }) validFrom!: string;
  @Field(() => DateScalar, { description: 'Last day; not before today.' }) validTo!: string;
  @Field(() => DocumentInput, { description: 'The delegating document; its number is required.' })
  document!: DocumentInput;
}

@InputType({ description: 'Ends a delegation you gave.' })
export class WithdrawDelegationInput {
  @Field(() => ID, { description: 'Which one.' }) delegation!: string;
}

@InputType({ description: 'Suspends an officer, or lets them act again.' })
export class OfficerAccessInput {
  @Field(() => ID, { description: 'Which officer.' }) officer!: string;
  @Field(() => DocumentInput, { description: 'The deciding document; its number is required.' })
  document!: DocumentInput;
}
