import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, enumOf } from '@tiepdan/subgraph';
import { AgencyStub, OfficerStub } from '../../agencies/agency.graphql';
import { denouncerKeepings, type Denouncer, type DenouncerKeeping, type KeepingFrom } from './denouncer';
import { removedKinds } from './redact';
import type { Original, Redaction } from './redaction';

export const DenouncerKeepingEnum = enumOf(denouncerKeepings);
registerEnumType(DenouncerKeepingEnum, {
  name: 'DenouncerKeeping',
  description: 'Where an agency keeps who denounced (nơi giữ danh tính người tố cáo).',
  valuesConfig: {
    VAULT: { description: 'In the vault: a database of its own, opened by two custodians.' },
    SEALED_REGISTER: { description: 'In a sealed register off the network; no name is asked for or taken here.' },
  },
});

@ObjectType('Denouncer', { description: 'Somebody who denounces, as files speak of them (người tố cáo).' })
export class DenouncerType implements Pick<Denouncer, 'pseudonym'> {
  @Field(() => String, { description: 'Such as NTC-2026-0007.' }) pseudonym!: string;
}

const RemovedKindEnum = enumOf(removedKinds);
registerEnumType(RemovedKindEnum, {
  name: 'RemovedKind',
  description: 'What was taken out of a denunciation (nội dung lược bỏ).',
  valuesConfig: {
    NAME: { description: 'A name of a denouncer.' },
    ADDRESS: { description: 'An address of a denouncer.' },
    IDENTITY_NUMBER: { description: 'A number of an identity paper, whoever’s.' },
    PHONE: { description: 'A telephone number, whoever’s.' },
    EMAIL: { description: 'An address of e-mail, whoever’s.' },
    PASSAGE: { description: 'A passage that whoever received it named.' },
  },
});
const textNames = { summary: 'SUMMARY', placeText: 'PLACE', respondentName: 'RESPONDENT' } as const;
const RemovedFromEnum = enumOf(Object.values(textNames));
registerEnumType(RemovedFromEnum, {
  name: 'RemovedFrom',
  description: 'Out of which text.',
  valuesConfig: {
    SUMMARY: { description: 'What it says, in short.' },
    PLACE: { description: 'Where the matter arose.' },
    RESPONDENT: { description: 'Name of whom it is about.' },
  },
});

@ObjectType('RemovedPart', { description: 'What was taken out of one text.' })
export class RemovedPartType {
  @Field(() => RemovedFromEnum, { description: 'Out of which.' }) from!: string;
  @Field(() => RemovedKindEnum, { description: 'What.' }) kind!: string;
  @Field(() => Int, { description: 'How often.' }) count!: number;
}

@ObjectType('RedactionCertificate', { description: 'Says of a denunciation what was taken out before others read it.' })
export class RedactionCertificateType implements Pick<Redaction, 'madeAt' | 'originalHash' | 'renditionHash'> {
  @Field(() => Date, { description: 'When.' }) madeAt!: Date;
  @Field(() => OfficerStub, { description: 'Who received it, or found it to be a denunciation.' }) madeBy!: OfficerStub;
  @Field(() => [RemovedPartType], { description: 'What; empty when there was nothing.' }) removed!: RemovedPartType[];
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the original with its salt; null where nothing was taken out or no original is kept.',
  })
  originalHash!: string | null;
  @Field(() => String, { description: 'SHA-256 of the texts as they are read.' }) renditionHash!: string;
}

/** A certificate as it is shown. */
export const certificateOf = ({ removed, madeById, ...redaction }: Redaction): RedactionCertificateType => ({
  ...redaction,
  madeBy: { id: madeById },
  removed: removed.map(({ field, kind, count }) => ({ from: textNames[field], kind, count })),
});

@ObjectType('OriginalTexts', { description: 'What a denunciation said as it was handed in.' })
export class OriginalTextsType implements Original {
  @Field(() => String, { description: 'What it says, in short.' }) summary!: string;
  @Field(() => String, { nullable: true, description: 'Where the matter arose.' }) placeText!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of whom it is about.' }) respondentName!: string | null;
  @Field(() => String, { description: 'Salt of its hash in the certificate.' }) salt!: string;
}

@ObjectType('DenouncerKeepingFrom', { description: 'An agency keeps its denouncers so from a day on.' })
export class DenouncerKeepingFromType implements Pick<KeepingFrom, 'from' | 'keptIn'> {
  @Field(() => AgencyStub, { description: 'Which agency.' }) agency!: AgencyStub;
  @Field(() => DenouncerKeepingEnum, { description: 'Where.' }) keptIn!: DenouncerKeeping;
  @Field(() => DateScalar, { description: 'From which day on.' }) from!: string;
}

@InputType({ description: 'How an agency keeps its denouncers from a day on.' })
export class KeepDenouncersInput {
  @Field(() => ID, { description: 'Which agency.' }) agency!: string;
  @Field(() => DenouncerKeepingEnum, { description: 'Where.' }) keptIn!: DenouncerKeeping;
  @Field(() => DateScalar, { description: 'From which day on; tomorrow at the earliest.' }) from!: string;
}
