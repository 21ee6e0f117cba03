import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, DateScalar, enumOf } from '@tiepdan/subgraph';
import {
  noticeChannels,
  noticeStatuses,
  type DeliveryAttempt,
  type Notice,
  type NoticeChannel,
  type NoticeStatus,
} from './notice';

const NoticeChannelEnum = enumOf(noticeChannels);
const NoticeStatusEnum = enumOf(noticeStatuses);

registerEnumType(NoticeChannelEnum, {
  name: 'NoticeChannel',
  description: 'How a notice travels.',
  valuesConfig: {
    LETTER: { description: 'Paper or the official document system (văn bản).' },
    EMAIL: { description: 'E-mail.' },
    SMS: { description: 'Text message.' },
    ZALO: { description: 'Zalo message.' },
    IN_APP: { description: 'Inside the office software.' },
    WEBHOOK: { description: 'A call to another system.' },
  },
});
registerEnumType(NoticeStatusEnum, {
  name: 'NoticeStatus',
  description: 'How far a notice has come.',
  valuesConfig: {
    PENDING: { description: 'Not sent yet.' },
    SENT: { description: 'A provider took it.' },
    DELIVERED: { description: 'It lies in the mailbox.' },
    FAILED: { description: 'Every attempt failed.' },
    ACKNOWLEDGED: { description: 'The addressee said that it came.' },
    SUPERSEDED: { description: 'A later notice takes its place.' },
  },
});

@ObjectType('DeliveryAttempt', { description: 'One try to hand a notice over, with what the provider said.' })
export class DeliveryAttemptType implements Pick<DeliveryAttempt, 'at' | 'accepted'> {
  @Field(() => Date, { description: 'When.' }) at!: Date;
  @Field(() => Boolean, { description: 'Whether the provider took it.' }) accepted!: boolean;
  @Field(() => String, { nullable: true, description: "The provider's code, such as 250." }) providerCode!:
    string | null;
  @Field(() => String, { nullable: true, description: 'Code of what went wrong; never an address.' }) error!:
    string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Notice', {
  description: 'One message to one recipient through one channel, with proof (thông báo gửi đi).',
})
export class NoticeType implements Pick<Notice, 'id' | 'template' | 'status' | 'version'> {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
  @Field(() => String, { description: 'Code of the text it is made from.' }) template!: string;
  @Field(() => Int, { description: 'Version of that text.' }) templateVersion!: number;
  @Field(() => String, { description: 'Kind of reader: petitioner, respondent, recipient of a document …' })
  audience!: string;
  @Field(() => NoticeChannelEnum, { description: 'How it travels.' }) channel!: NoticeChannel;
  @Field(() => NoticeStatusEnum, { description: 'How far it has come.' }) status!: NoticeStatus;
  @Field(() => DateScalar, { nullable: true, description: 'Last day to tell the recipient, where the law sets one.' })
  dueOn!: string | null;
  @Field(() => Date, { description: 'When it came to be.' }) createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'When a provider first took it.' }) sentAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it lay in the mailbox.' }) deliveredAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When the addressee acknowledged it.' })
  acknowledgedAt!: Date | null;
  @Field(() => Int, { description: 'Counts its changes; give it back as `expectedVersion`.' }) version!: number;
}

export const NoticeConnection = connectionType('Notice', NoticeType, { totalCount: true });

@Directive('@key(fields: "id")')
@ObjectType('Case', { description: 'A case; this part knows the notices about it.' })
export class CaseStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Petition', { description: 'A petition; this part knows the notices about it.' })
export class PetitionStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType('Directive', { description: 'A directive; this part knows the notices about it.' })
export class DirectiveStub {
  @Field(() => ID, { description: 'Opaque id.' }) id!: string;
}

@InputType({ description: 'Which notices; parts left out do not matter.' })
export class NoticeFilter {
  @Field(() => ID, { nullable: true, description: 'About this case.' }) case?: string | null;
  @Field(() => ID, { nullable: true, description: 'About this directive.' }) directive?: string | null;
  @Field(() => ID, { nullable: true, description: 'For this body, or in its name.' }) agency?: string | null;
  @Field(() => NoticeStatusEnum, { nullable: true, description: 'Come exactly this far.' })
  status?: NoticeStatus | null;
  @Field(() => NoticeChannelEnum, { nullable: true, description: 'Travelling this way.' })
  channel?: NoticeChannel | null;
}

@InputType({ description: 'The addressee says that a notice came.' })
export class AcknowledgeNoticeInput {
  @Field(() => ID, { description: 'Which notice.' }) notice!: string;
  @Field(() => Int, { description: 'The version you read.' }) expectedVersion!: number;
}
