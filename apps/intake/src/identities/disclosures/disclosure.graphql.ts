import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, DateTimeScalar } from '@tiepdan/subgraph';
import { disclosureStatuses, type Disclosure } from './disclosure';

export const DisclosureStatusEnum = Object.fromEntries(disclosureStatuses.map((status) => [status, status]));
registerEnumType(DisclosureStatusEnum, {
  name: 'DisclosureStatus',
  description: 'How an opening stands: waiting for a second custodian, open, never approved in time, over.',
});

@ObjectType('Disclosure', {
  description:
    "One opening of a denouncer's identity: asked for by one custodian, agreed to by another, over by itself.",
})
export class DisclosureType implements Pick<Disclosure, 'id' | 'purpose' | 'requestedAt' | 'approvedAt' | 'openUntil'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'What for, in the words of who asked.' }) purpose!: string;
  @Field(() => DateTimeScalar, { description: 'When it was asked for; to be approved within 24 hours.' })
  requestedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When a second custodian agreed.' })
  approvedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when who asked may read: an hour.' })
  openUntil!: Date | null;
}
export const DisclosureConnection = connectionType('Disclosure', DisclosureType);

@InputType({ description: "Asks for a denouncer's identity to be opened." })
export class RequestDisclosureInput {
  @Field(() => ID, { description: 'The denunciation.' }) petition!: string;
  @Field(() => String, { description: 'What for; up to 500 characters.' }) purpose!: string;
}

@InputType({ description: 'Agrees to an opening that another custodian asked for.' })
export class ApproveDisclosureInput {
  @Field(() => ID, { description: 'Which one.' }) disclosure!: string;
}
